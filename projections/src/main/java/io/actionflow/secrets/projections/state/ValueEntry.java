package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.ValueRef;

/**
 * {@code (projectId, valueId) → } a claimed value: its secret, and what its chunks must be. They stand under the id of its
 * current sealed copy, which is another one once the value was sealed anew.
 */
public record ValueEntry(String secretId, ValueRef value) implements Entry {

    static final RecordType<ValueEntry> TYPE =
            RecordType.load("state", ValueEntry.class, ValueEntry::read, ValueEntry::write);

    private static ValueEntry read(Fields f) {
        return new ValueEntry(f.text("secretId"), ValueRef.read(f.record("value")));
    }

    private static void write(FieldWriter f, ValueEntry it) {
        f.text("secretId", it.secretId).record("value", it.value, ValueRef::write);
    }
}
