package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** The project is gone for everybody. What follows gives up its values and its keys. */
public record ProjectDeleted(EventMeta meta) implements Event {

    static final RecordType<ProjectDeleted> TYPE =
            RecordType.load("event", ProjectDeleted.class, ProjectDeleted::read, ProjectDeleted::write);

    private static ProjectDeleted read(Fields f) {
        return new ProjectDeleted(EventMeta.read(f.record("meta")));
    }

    private static void write(FieldWriter f, ProjectDeleted it) {
        f.record("meta", it.meta, EventMeta::write);
    }
}
