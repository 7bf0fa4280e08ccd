package io.actionflow.secrets.projections.live;

import io.actionflow.secrets.schemas.record.ValueKeyCodec.Announced;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The value keys that were announced. It knows no Kafka. Safe for use by several threads.
 *
 * <p>Nobody takes an announcement back but by saying so in another one: a record that is gone changes nothing here.
 */
final class ValueKeys {

    private static final Comparator<Announced> OLDEST_FIRST = Comparator.comparing(Announced::createdAt)
            .thenComparing(it -> Integer.toUnsignedLong(it.key().keyId()));

    // key id → the last that was said of it
    private final Map<Integer, Announced> keys = new ConcurrentHashMap<>();

    /** What was withdrawn stays withdrawn, whatever an old record says that somebody sends again. */
    void apply(Announced announced) {
        keys.merge(announced.key().keyId(), announced, (known, said) -> known.isWithdrawn() ? known : said);
    }

    /** The oldest first. */
    List<Announced> all() {
        return keys.values().stream().sorted(OLDEST_FIRST).toList();
    }

    /** The one to seal to: the newest that nobody has withdrawn. */
    Optional<Announced> newest() {
        return keys.values().stream().filter(it -> !it.isWithdrawn()).max(OLDEST_FIRST);
    }
}
