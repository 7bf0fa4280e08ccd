package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** {@code (projectId, actionflowId, version) → } the Sync that made the version active; it stays callable. */
public record ActiveVersionEntry(long sync) implements Entry {

    static final RecordType<ActiveVersionEntry> TYPE =
            RecordType.load("state", ActiveVersionEntry.class, ActiveVersionEntry::read, ActiveVersionEntry::write);

    private static ActiveVersionEntry read(Fields f) {
        return new ActiveVersionEntry(f.number("sync"));
    }

    private static void write(FieldWriter f, ActiveVersionEntry it) {
        f.number("sync", it.sync);
    }
}
