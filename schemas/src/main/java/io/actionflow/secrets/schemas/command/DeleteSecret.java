package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** Deletes a secret that no latest Actionflow version binds. */
public record DeleteSecret(String projectId, String actor, String secretId) implements Command {

    static final RecordType<DeleteSecret> TYPE =
            RecordType.load("command", DeleteSecret.class, DeleteSecret::read, DeleteSecret::write);

    @Override
    public String subject() {
        return secretId;
    }

    private static DeleteSecret read(Fields f) {
        return new DeleteSecret(f.text("projectId"), f.text("actor"), f.text("secretId"));
    }

    private static void write(FieldWriter f, DeleteSecret it) {
        f.text("projectId", it.projectId).text("actor", it.actor).text("secretId", it.secretId);
    }
}
