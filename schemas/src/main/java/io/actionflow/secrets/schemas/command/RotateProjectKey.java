package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** Gives the project a new key for all that is written from then on. */
public record RotateProjectKey(String projectId, String actor) implements Command {

    static final RecordType<RotateProjectKey> TYPE =
            RecordType.load("command", RotateProjectKey.class, RotateProjectKey::read, RotateProjectKey::write);

    @Override
    public String subject() {
        return projectId;
    }

    private static RotateProjectKey read(Fields f) {
        return new RotateProjectKey(f.text("projectId"), f.text("actor"));
    }

    private static void write(FieldWriter f, RotateProjectKey it) {
        f.text("projectId", it.projectId).text("actor", it.actor);
    }
}
