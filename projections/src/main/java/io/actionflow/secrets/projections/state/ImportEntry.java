package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import java.time.Instant;

/** {@code projectId → } since when the project is being restored from a backup; {@code (projectId, valueId) → } when an event
 * of it came whose value was not there. Only the processor's state has such entries. */
public record ImportEntry(Instant since) implements Entry {

    static final RecordType<ImportEntry> TYPE =
            RecordType.load("state", ImportEntry.class, ImportEntry::read, ImportEntry::write);

    private static ImportEntry read(Fields f) {
        return new ImportEntry(Instant.ofEpochMilli(f.number("since")));
    }

    private static void write(FieldWriter f, ImportEntry it) {
        f.number("since", it.since.toEpochMilli());
    }
}
