package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** {@code projectId → } a project that was deleted and has values left to give up. Of the write side alone. */
public record DeletionEntry(String projectId, String commandId) implements Entry {

    static final RecordType<DeletionEntry> TYPE =
            RecordType.load("state", DeletionEntry.class, DeletionEntry::read, DeletionEntry::write);

    private static DeletionEntry read(Fields f) {
        return new DeletionEntry(f.text("projectId"), f.text("commandId"));
    }

    private static void write(FieldWriter f, DeletionEntry it) {
        f.text("projectId", it.projectId).text("commandId", it.commandId);
    }
}
