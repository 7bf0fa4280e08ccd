package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.Compared;
import io.actionflow.secrets.schemas.record.ValueRef;

/**
 * Asks whether a candidate is the value of a secret: the way to check what nobody can see.
 *
 * @param candidate sealed for the secret as a value of its own; its chunks go ahead of the command
 */
public record MatchSecret(String projectId, String actor, String secretId, Compared compared, ValueRef candidate)
        implements Command {

    static final RecordType<MatchSecret> TYPE =
            RecordType.load("command", MatchSecret.class, MatchSecret::read, MatchSecret::write);

    @Override
    public String subject() {
        return secretId;
    }

    private static MatchSecret read(Fields f) {
        return new MatchSecret(
                f.text("projectId"),
                f.text("actor"),
                f.text("secretId"),
                f.constant("compared", Compared.class),
                ValueRef.read(f.record("candidate")));
    }

    private static void write(FieldWriter f, MatchSecret it) {
        f.text("projectId", it.projectId)
                .text("actor", it.actor)
                .text("secretId", it.secretId)
                .constant("compared", it.compared)
                .record("candidate", it.candidate, ValueRef::write);
    }
}
