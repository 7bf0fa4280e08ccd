package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** Makes all changes of the project's draft active together. */
public record Sync(String projectId, String actor) implements Command {

    static final RecordType<Sync> TYPE = RecordType.load("command", Sync.class, Sync::read, Sync::write);

    @Override
    public String subject() {
        return projectId;
    }

    private static Sync read(Fields f) {
        return new Sync(f.text("projectId"), f.text("actor"));
    }

    private static void write(FieldWriter f, Sync it) {
        f.text("projectId", it.projectId).text("actor", it.actor);
    }
}
