package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.ValueRef;

/** Adds a secret. Its sealed chunks go ahead of it on the same partition; an empty description is none. */
public record AddSecret(
        String projectId, String actor, String secretId, String name, String description, ValueRef value)
        implements Command {

    static final RecordType<AddSecret> TYPE =
            RecordType.load("command", AddSecret.class, AddSecret::read, AddSecret::write);

    @Override
    public String subject() {
        return secretId;
    }

    private static AddSecret read(Fields f) {
        return new AddSecret(
                f.text("projectId"),
                f.text("actor"),
                f.text("secretId"),
                f.text("name"),
                f.text("description"),
                ValueRef.read(f.record("value")));
    }

    private static void write(FieldWriter f, AddSecret it) {
        f.text("projectId", it.projectId)
                .text("actor", it.actor)
                .text("secretId", it.secretId)
                .text("name", it.name)
                .text("description", it.description)
                .record("value", it.value, ValueRef::write);
    }
}
