package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import org.jspecify.annotations.Nullable;

/** {@code (projectId, secretId, sync) → } the value in use from that Sync on; null where the secret is gone from then on. */
public record ActiveSecretEntry(@Nullable String valueId) implements Entry {

    static final RecordType<ActiveSecretEntry> TYPE =
            RecordType.load("state", ActiveSecretEntry.class, ActiveSecretEntry::read, ActiveSecretEntry::write);

    /** Whether the secret is gone from this Sync on. */
    public boolean isGone() {
        return valueId == null;
    }

    private static ActiveSecretEntry read(Fields f) {
        return new ActiveSecretEntry(f.optionalText("valueId"));
    }

    private static void write(FieldWriter f, ActiveSecretEntry it) {
        f.text("valueId", it.valueId);
    }
}
