package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import java.time.Instant;

/** {@code projectId → } when its first event came that no checkpoint covers. Only the processor's state has such entries. */
public record UnsignedEntry(Instant since) implements Entry {

    static final RecordType<UnsignedEntry> TYPE =
            RecordType.load("state", UnsignedEntry.class, UnsignedEntry::read, UnsignedEntry::write);

    private static UnsignedEntry read(Fields f) {
        return new UnsignedEntry(Instant.ofEpochMilli(f.number("since")));
    }

    private static void write(FieldWriter f, UnsignedEntry it) {
        f.number("since", it.since.toEpochMilli());
    }
}
