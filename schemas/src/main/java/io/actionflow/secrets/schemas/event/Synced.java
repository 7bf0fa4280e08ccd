package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** All changes of the draft since the Sync before became active together. */
public record Synced(EventMeta meta, long sync, long changes) implements Event {

    static final RecordType<Synced> TYPE = RecordType.load("event", Synced.class, Synced::read, Synced::write);

    private static Synced read(Fields f) {
        return new Synced(EventMeta.read(f.record("meta")), f.number("sync"), f.number("changes"));
    }

    private static void write(FieldWriter f, Synced it) {
        f.record("meta", it.meta, EventMeta::write).number("sync", it.sync).number("changes", it.changes);
    }
}
