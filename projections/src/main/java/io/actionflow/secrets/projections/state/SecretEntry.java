package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.SecretEdited;
import java.time.Instant;

/**
 * {@code (projectId, secretId) → } the secret of the draft. One that was deleted stays, so that its id is never used again:
 * with its texts until the Sync that takes it away, so that people see what is about to go, and without them from then on.
 */
public record SecretEntry(
        String secretId,
        String name,
        String description,
        String valueId,
        long version,
        String addedBy,
        Instant addedAt,
        String changedBy,
        Instant changedAt,
        boolean deleted)
        implements Entry {

    static final RecordType<SecretEntry> TYPE =
            RecordType.load("state", SecretEntry.class, SecretEntry::read, SecretEntry::write);

    /** The secret after an edit: what the event gives is new, all else stays. */
    public SecretEntry edited(SecretEdited edit) {
        return new SecretEntry(
                secretId,
                edit.name() == null ? name : edit.name(),
                edit.description() == null ? description : edit.description(),
                edit.value() == null ? valueId : edit.value().valueId(),
                edit.version(),
                addedBy,
                addedAt,
                edit.meta().actor(),
                edit.meta().at(),
                false);
    }

    /** The secret after its deletion, with its texts. */
    public SecretEntry deleted(EventMeta meta) {
        return new SecretEntry(
                secretId, name, description, valueId, version, addedBy, addedAt, meta.actor(), meta.at(), true);
    }

    /** What is left of a deleted secret that nothing uses any more. */
    public SecretEntry withoutTexts() {
        return new SecretEntry(secretId, "", "", valueId, version, addedBy, addedAt, changedBy, changedAt, deleted);
    }

    private static SecretEntry read(Fields f) {
        return new SecretEntry(
                f.text("secretId"),
                f.text("name"),
                f.text("description"),
                f.text("valueId"),
                f.number("version"),
                f.text("addedBy"),
                Instant.ofEpochMilli(f.number("addedAt")),
                f.text("changedBy"),
                Instant.ofEpochMilli(f.number("changedAt")),
                f.flag("deleted"));
    }

    private static void write(FieldWriter f, SecretEntry it) {
        f.text("secretId", it.secretId)
                .text("name", it.name)
                .text("description", it.description)
                .text("valueId", it.valueId)
                .number("version", it.version)
                .text("addedBy", it.addedBy)
                .number("addedAt", it.addedAt.toEpochMilli())
                .text("changedBy", it.changedBy)
                .number("changedAt", it.changedAt.toEpochMilli())
                .flag("deleted", it.deleted);
    }
}
