package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** The project exists and the actor is its Owner. */
public record ProjectCreated(EventMeta meta) implements Event {

    static final RecordType<ProjectCreated> TYPE =
            RecordType.load("event", ProjectCreated.class, ProjectCreated::read, ProjectCreated::write);

    private static ProjectCreated read(Fields f) {
        return new ProjectCreated(EventMeta.read(f.record("meta")));
    }

    private static void write(FieldWriter f, ProjectCreated it) {
        f.record("meta", it.meta, EventMeta::write);
    }
}
