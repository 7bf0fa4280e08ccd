package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.ValueRef;

/** The secret is in the draft, as version 1. */
public record SecretAdded(EventMeta meta, String secretId, String name, String description, ValueRef value)
        implements Event {

    static final RecordType<SecretAdded> TYPE =
            RecordType.load("event", SecretAdded.class, SecretAdded::read, SecretAdded::write);

    private static SecretAdded read(Fields f) {
        return new SecretAdded(
                EventMeta.read(f.record("meta")),
                f.text("secretId"),
                f.text("name"),
                f.text("description"),
                ValueRef.read(f.record("value")));
    }

    private static void write(FieldWriter f, SecretAdded it) {
        f.record("meta", it.meta, EventMeta::write)
                .text("secretId", it.secretId)
                .text("name", it.name)
                .text("description", it.description)
                .record("value", it.value, ValueRef::write);
    }
}
