package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.Binding;
import java.time.Instant;
import java.util.List;

/** {@code (projectId, actionflowId, version) → } what the version binds. It never changes. */
public record VersionEntry(List<Binding> bindings, String savedBy, Instant savedAt) implements Entry {

    static final RecordType<VersionEntry> TYPE =
            RecordType.load("state", VersionEntry.class, VersionEntry::read, VersionEntry::write);

    private static VersionEntry read(Fields f) {
        return new VersionEntry(
                f.list("bindings", Binding::read), f.text("savedBy"), Instant.ofEpochMilli(f.number("savedAt")));
    }

    private static void write(FieldWriter f, VersionEntry it) {
        f.list("bindings", it.bindings, Binding::write)
                .text("savedBy", it.savedBy)
                .number("savedAt", it.savedAt.toEpochMilli());
    }
}
