package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/**
 * {@code projectId → } a project that was deleted and has values left to give up. Of the write side alone.
 *
 * @param after the last value that was given up, in the order of ids; empty before the first
 */
public record DeletionEntry(String projectId, String commandId, String after) implements Entry {

    static final RecordType<DeletionEntry> TYPE =
            RecordType.load("state", DeletionEntry.class, DeletionEntry::read, DeletionEntry::write);

    private static DeletionEntry read(Fields f) {
        return new DeletionEntry(f.text("projectId"), f.text("commandId"), f.text("after"));
    }

    private static void write(FieldWriter f, DeletionEntry it) {
        f.text("projectId", it.projectId).text("commandId", it.commandId).text("after", it.after);
    }
}
