package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import java.time.Instant;

/** {@code (projectId, actionflowId) → } the latest version of the draft. A deleted one stays, so that version numbers go on. */
public record ActionflowEntry(String actionflowId, long version, boolean deleted, String changedBy, Instant changedAt)
        implements Entry {

    static final RecordType<ActionflowEntry> TYPE =
            RecordType.load("state", ActionflowEntry.class, ActionflowEntry::read, ActionflowEntry::write);

    private static ActionflowEntry read(Fields f) {
        return new ActionflowEntry(
                f.text("actionflowId"),
                f.number("version"),
                f.flag("deleted"),
                f.text("changedBy"),
                Instant.ofEpochMilli(f.number("changedAt")));
    }

    private static void write(FieldWriter f, ActionflowEntry it) {
        f.text("actionflowId", it.actionflowId)
                .number("version", it.version)
                .flag("deleted", it.deleted)
                .text("changedBy", it.changedBy)
                .number("changedAt", it.changedAt.toEpochMilli());
    }
}
