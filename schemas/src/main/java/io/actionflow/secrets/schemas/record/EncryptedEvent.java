package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import org.jspecify.annotations.Nullable;

/** An event as it stands on {@code secret-events}: its link to the event before and the value that it claims are readable
 * without a key, all else is encrypted. */
public record EncryptedEvent(Sha256 previousHash, @Nullable ValueDigest value, byte[] payload) {

    static final RecordType<EncryptedEvent> TYPE =
            RecordType.load("record", EncryptedEvent.class, EncryptedEvent::read, EncryptedEvent::write);

    private static EncryptedEvent read(Fields f) {
        return new EncryptedEvent(
                Sha256.ofBytes(f.fixed("previousHash")),
                f.optionalRecord("value", ValueDigest::read),
                f.bytes("payload"));
    }

    private static void write(FieldWriter f, EncryptedEvent it) {
        f.fixed("previousHash", it.previousHash.bytes())
                .record("value", it.value, ValueDigest::write)
                .bytes("payload", it.payload);
    }
}
