package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/**
 * {@code (projectId, valueId) → } a value whose chunks this reader had when they were given up, and which may still be in
 * files of its log store. The one entry that a reader writes for itself.
 */
public record LeftoverEntry(String valueId) implements Entry {

    static final RecordType<LeftoverEntry> TYPE =
            RecordType.load("state", LeftoverEntry.class, LeftoverEntry::read, LeftoverEntry::write);

    private static LeftoverEntry read(Fields f) {
        return new LeftoverEntry(f.text("valueId"));
    }

    private static void write(FieldWriter f, LeftoverEntry it) {
        f.text("valueId", it.valueId);
    }
}
