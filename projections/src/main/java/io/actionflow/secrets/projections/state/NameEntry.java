package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** {@code (projectId, name in NFC) → } the secret of the draft that has the name. */
public record NameEntry(String secretId) implements Entry {

    static final RecordType<NameEntry> TYPE =
            RecordType.load("state", NameEntry.class, NameEntry::read, NameEntry::write);

    private static NameEntry read(Fields f) {
        return new NameEntry(f.text("secretId"));
    }

    private static void write(FieldWriter f, NameEntry it) {
        f.text("secretId", it.secretId);
    }
}
