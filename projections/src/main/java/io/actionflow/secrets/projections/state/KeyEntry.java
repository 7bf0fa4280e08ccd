package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** {@code (projectId, generation) → } the project's key as its record stands on {@code secret-events}. Of the write side alone:
 * a reader has the record itself. */
public record KeyEntry(byte[] record) implements Entry {

    static final RecordType<KeyEntry> TYPE = RecordType.load("state", KeyEntry.class, KeyEntry::read, KeyEntry::write);

    private static KeyEntry read(Fields f) {
        return new KeyEntry(f.bytes("record"));
    }

    private static void write(FieldWriter f, KeyEntry it) {
        f.bytes("record", it.record);
    }
}
