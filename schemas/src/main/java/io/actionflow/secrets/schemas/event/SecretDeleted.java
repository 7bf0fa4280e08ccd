package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** The secret has left the draft. Its id is never used again. */
public record SecretDeleted(EventMeta meta, String secretId) implements Event {

    static final RecordType<SecretDeleted> TYPE =
            RecordType.load("event", SecretDeleted.class, SecretDeleted::read, SecretDeleted::write);

    private static SecretDeleted read(Fields f) {
        return new SecretDeleted(EventMeta.read(f.record("meta")), f.text("secretId"));
    }

    private static void write(FieldWriter f, SecretDeleted it) {
        f.record("meta", it.meta, EventMeta::write).text("secretId", it.secretId);
    }
}
