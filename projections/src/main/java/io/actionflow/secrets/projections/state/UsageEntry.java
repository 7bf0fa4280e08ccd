package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.Binding;
import java.util.List;

/** {@code (projectId, secretId, actionflowId) → } where the latest version of the Actionflow binds the secret. */
public record UsageEntry(String actionflowId, long version, List<Binding> bindings) implements Entry {

    static final RecordType<UsageEntry> TYPE =
            RecordType.load("state", UsageEntry.class, UsageEntry::read, UsageEntry::write);

    private static UsageEntry read(Fields f) {
        return new UsageEntry(f.text("actionflowId"), f.number("version"), f.list("bindings", Binding::read));
    }

    private static void write(FieldWriter f, UsageEntry it) {
        f.text("actionflowId", it.actionflowId)
                .number("version", it.version)
                .list("bindings", it.bindings, Binding::write);
    }
}
