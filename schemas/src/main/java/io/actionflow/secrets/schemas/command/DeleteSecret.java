package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a secret that no latest Actionflow version binds.
 *
 * @param expectedVersion the version that the caller saw, to be refused where the secret has changed since; null to delete
 *     whatever is there
 */
public record DeleteSecret(
        String projectId,
        String actor,
        String secretId,
        @Nullable Long expectedVersion) implements Command {

    static final RecordType<DeleteSecret> TYPE =
            RecordType.load("command", DeleteSecret.class, DeleteSecret::read, DeleteSecret::write);

    /** Deletes the secret whatever its version. */
    public DeleteSecret(String projectId, String actor, String secretId) {
        this(projectId, actor, secretId, null);
    }

    @Override
    public String subject() {
        return secretId;
    }

    private static DeleteSecret read(Fields f) {
        return new DeleteSecret(
                f.text("projectId"), f.text("actor"), f.text("secretId"), f.optionalNumber("expectedVersion"));
    }

    private static void write(FieldWriter f, DeleteSecret it) {
        f.text("projectId", it.projectId)
                .text("actor", it.actor)
                .text("secretId", it.secretId)
                .number("expectedVersion", it.expectedVersion);
    }
}
