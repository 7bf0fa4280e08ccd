package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code (projectId, valueId) → } a claimed value: its secret, what its chunks must be, and when it was given up for good,
 * null while it is there. It stays after that, so that the value's id is never used again. The chunks stand under the id of
 * its current sealed copy, which is another one once the value was sealed anew.
 */
public record ValueEntry(
        String secretId, ValueRef value, @Nullable Instant erasedAt) implements Entry {

    static final RecordType<ValueEntry> TYPE =
            RecordType.load("state", ValueEntry.class, ValueEntry::read, ValueEntry::write);

    /** A value that is there. */
    public ValueEntry(String secretId, ValueRef value) {
        this(secretId, value, null);
    }

    /** Whether it was given up: there are no chunks of it to look for. */
    public boolean isErased() {
        return erasedAt != null;
    }

    /** The same value once it is given up. */
    public ValueEntry erased(Instant at) {
        return new ValueEntry(secretId, value, at);
    }

    private static ValueEntry read(Fields f) {
        Long erasedAt = f.optionalNumber("erasedAt");
        return new ValueEntry(
                f.text("secretId"),
                ValueRef.read(f.record("value")),
                erasedAt == null ? null : Instant.ofEpochMilli(erasedAt));
    }

    private static void write(FieldWriter f, ValueEntry it) {
        f.text("secretId", it.secretId)
                .record("value", it.value, ValueRef::write)
                .number("erasedAt", it.erasedAt == null ? null : Long.valueOf(it.erasedAt.toEpochMilli()));
    }
}
