package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/**
 * {@code (projectId, valueId) → } an id that stands, or once stood, for sealed chunks which are no value of their own: another
 * copy of the value that is named, or a candidate for the secret that is named. Nobody may send chunks under it again.
 */
public record TakenEntry(String of) implements Entry {

    static final RecordType<TakenEntry> TYPE =
            RecordType.load("state", TakenEntry.class, TakenEntry::read, TakenEntry::write);

    private static TakenEntry read(Fields f) {
        return new TakenEntry(f.text("of"));
    }

    private static void write(FieldWriter f, TakenEntry it) {
        f.text("of", it.of);
    }
}
