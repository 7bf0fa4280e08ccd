package io.actionflow.secrets.schemas.avro;

import io.actionflow.secrets.schemas.Samples;
import java.util.List;

/** The schemas of what is on the wire. */
final class SchemaCatalogueTest extends SchemaCatalogueContract {

    @Override
    protected List<RecordType<?>> types() {
        return Samples.types().toList();
    }

    @Override
    protected Class<?> anchor() {
        return RecordType.class;
    }
}
