package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** {@code (projectId, actionflowId, sync) → } the latest version from that Sync on; 0 where the Actionflow is gone from then
 * on. */
public record ActiveActionflowEntry(long version) implements Entry {

    static final RecordType<ActiveActionflowEntry> TYPE = RecordType.load(
            "state", ActiveActionflowEntry.class, ActiveActionflowEntry::read, ActiveActionflowEntry::write);

    /** No version is active. */
    public static final ActiveActionflowEntry GONE = new ActiveActionflowEntry(0);

    public boolean isGone() {
        return version == 0;
    }

    private static ActiveActionflowEntry read(Fields f) {
        return new ActiveActionflowEntry(f.number("version"));
    }

    private static void write(FieldWriter f, ActiveActionflowEntry it) {
        f.number("version", it.version);
    }
}
