package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.avro.SchemaCatalogueContract;
import java.util.List;

/** The schemas of state: entries of an earlier version stand in stores and on changelog topics. */
final class StateSchemasTest extends SchemaCatalogueContract {

    @Override
    protected List<RecordType<?>> types() {
        return List.copyOf(EntryTypes.ALL);
    }

    @Override
    protected Class<?> anchor() {
        return Entry.class;
    }
}
