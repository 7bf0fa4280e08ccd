package io.actionflow.secrets.app.editor.index;

import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretEdited;
import java.time.Instant;
import java.util.Locale;

/** One secret as lists show it; {@code valueId} says which value's hints belong to it. */
public record SecretItem(
        String secretId,
        ShownText name,
        ShownText description,
        String valueId,
        long version,
        String addedBy,
        Instant addedAt,
        String changedBy,
        Instant changedAt) {

    /** What an item takes in memory besides its texts, with its places in four trees. */
    private static final int BYTES = 600;

    static SecretItem of(SecretEntry secret) {
        return new SecretItem(
                secret.secretId(),
                ShownText.of(secret.name()),
                ShownText.of(secret.description()),
                secret.valueId(),
                secret.version(),
                secret.addedBy(),
                secret.addedAt(),
                secret.changedBy(),
                secret.changedAt());
    }

    static SecretItem of(SecretAdded added) {
        EventMeta meta = added.meta();
        return new SecretItem(
                added.secretId(),
                ShownText.of(added.name()),
                ShownText.of(added.description()),
                added.value().valueId(),
                1,
                meta.actor(),
                meta.at(),
                meta.actor(),
                meta.at());
    }

    /** The secret after an edit: what the event gives is new, all else stays. */
    SecretItem edited(SecretEdited edit) {
        return new SecretItem(
                secretId,
                edit.name() == null ? name : ShownText.of(edit.name()),
                edit.description() == null ? description : ShownText.of(edit.description()),
                edit.value() == null ? valueId : edit.value().valueId(),
                edit.version(),
                addedBy,
                addedAt,
                edit.meta().actor(),
                edit.meta().at());
    }

    /** The secret after its deletion, until the Sync that takes it away. */
    SecretItem deleted(EventMeta meta) {
        return new SecretItem(secretId, name, description, valueId, version, addedBy, addedAt, meta.actor(), meta.at());
    }

    /** Whether name, description or id contains a text that was folded. */
    boolean contains(String folded) {
        return name.folded().contains(folded)
                || description.folded().contains(folded)
                // An id is ASCII, and most are small already: then this makes nothing.
                || secretId.toLowerCase(Locale.ROOT).contains(folded);
    }

    /** About how much memory it takes. */
    long bytes() {
        return BYTES
                + name.bytes()
                + description.bytes()
                + secretId.length()
                + valueId.length()
                + addedBy.length()
                + changedBy.length();
    }
}
