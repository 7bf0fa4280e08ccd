package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.avro.SchemaCatalogueContract;
import java.util.List;

/** The schema of what run tokens say. */
final class RunClaimSchemaTest extends SchemaCatalogueContract {

    @Override
    protected List<RecordType<?>> types() {
        return RunTokens.TYPES;
    }

    @Override
    protected Class<?> anchor() {
        return RunTokens.class;
    }
}
