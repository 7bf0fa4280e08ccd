package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import java.time.Instant;

/** {@code (projectId, valueId) → } a value that was given up, and of which the topic may still have something. */
public record ErasingEntry(String valueId, Instant since) implements Entry {

    static final RecordType<ErasingEntry> TYPE =
            RecordType.load("state", ErasingEntry.class, ErasingEntry::read, ErasingEntry::write);

    private static ErasingEntry read(Fields f) {
        return new ErasingEntry(f.text("valueId"), Instant.ofEpochMilli(f.number("since")));
    }

    private static void write(FieldWriter f, ErasingEntry it) {
        f.text("valueId", it.valueId).number("since", it.since.toEpochMilli());
    }
}
