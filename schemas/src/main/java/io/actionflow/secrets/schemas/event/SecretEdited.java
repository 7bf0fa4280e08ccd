package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.ValueRef;
import org.jspecify.annotations.Nullable;

/** The secret of the draft has a new version; what is null did not change. */
public record SecretEdited(
        EventMeta meta,
        String secretId,
        long version,
        @Nullable String name,
        @Nullable String description,
        @Nullable ValueRef value)
        implements Event {

    static final RecordType<SecretEdited> TYPE =
            RecordType.load("event", SecretEdited.class, SecretEdited::read, SecretEdited::write);

    private static SecretEdited read(Fields f) {
        return new SecretEdited(
                EventMeta.read(f.record("meta")),
                f.text("secretId"),
                f.number("version"),
                f.optionalText("name"),
                f.optionalText("description"),
                f.optionalRecord("value", ValueRef::read));
    }

    private static void write(FieldWriter f, SecretEdited it) {
        f.record("meta", it.meta, EventMeta::write)
                .text("secretId", it.secretId)
                .number("version", it.version)
                .text("name", it.name)
                .text("description", it.description)
                .record("value", it.value, ValueRef::write);
    }
}
