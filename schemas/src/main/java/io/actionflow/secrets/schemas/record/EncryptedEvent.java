package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands on {@code secret-events}: what is needed to check the log is readable without a key, all else is
 * encrypted.
 *
 * @param previousHash its link to the event before
 * @param value the value that it claims
 * @param records what else was written with it
 * @param erased the values whose chunks may be gone from here on
 */
public record EncryptedEvent(
        Sha256 previousHash,
        @Nullable ValueDigest value,
        List<RecordDigest> records,
        List<String> erased,
        byte[] payload) {

    public EncryptedEvent {
        records = List.copyOf(records);
        erased = List.copyOf(erased);
    }

    static final RecordType<EncryptedEvent> TYPE =
            RecordType.load("record", EncryptedEvent.class, EncryptedEvent::read, EncryptedEvent::write);

    private static EncryptedEvent read(Fields f) {
        return new EncryptedEvent(
                Sha256.ofBytes(f.fixed("previousHash")),
                f.optionalRecord("value", ValueDigest::read),
                f.list("records", RecordDigest::read),
                f.texts("erased"),
                f.bytes("payload"));
    }

    private static void write(FieldWriter f, EncryptedEvent it) {
        f.fixed("previousHash", it.previousHash.bytes())
                .record("value", it.value, ValueDigest::write)
                .list("records", it.records, RecordDigest::write)
                .texts("erased", it.erased)
                .bytes("payload", it.payload);
    }
}
