package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.ValueRef;
import org.jspecify.annotations.Nullable;

/** Changes what is given and keeps what is null; an empty description takes the description away. */
public record EditSecret(
        String projectId,
        String actor,
        String secretId,
        @Nullable String name,
        @Nullable String description,
        @Nullable ValueRef value,
        @Nullable Long expectedVersion)
        implements Command {

    static final RecordType<EditSecret> TYPE =
            RecordType.load("command", EditSecret.class, EditSecret::read, EditSecret::write);

    @Override
    public String subject() {
        return secretId;
    }

    private static EditSecret read(Fields f) {
        return new EditSecret(
                f.text("projectId"),
                f.text("actor"),
                f.text("secretId"),
                f.optionalText("name"),
                f.optionalText("description"),
                f.optionalRecord("value", ValueRef::read),
                f.optionalNumber("expectedVersion"));
    }

    private static void write(FieldWriter f, EditSecret it) {
        f.text("projectId", it.projectId)
                .text("actor", it.actor)
                .text("secretId", it.secretId)
                .text("name", it.name)
                .text("description", it.description)
                .record("value", it.value, ValueRef::write)
                .number("expectedVersion", it.expectedVersion);
    }
}
