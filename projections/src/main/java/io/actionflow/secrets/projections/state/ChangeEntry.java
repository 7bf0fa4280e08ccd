package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** {@code (projectId, kind, id) → } a secret or an Actionflow whose draft is not active yet; by its last event. */
public record ChangeEntry(String id, long sequence) implements Entry {

    static final RecordType<ChangeEntry> TYPE =
            RecordType.load("state", ChangeEntry.class, ChangeEntry::read, ChangeEntry::write);

    private static ChangeEntry read(Fields f) {
        return new ChangeEntry(f.text("id"), f.number("sequence"));
    }

    private static void write(FieldWriter f, ChangeEntry it) {
        f.text("id", it.id).number("sequence", it.sequence);
    }
}
