package io.actionflow.secrets.app.audit;

import io.actionflow.secrets.projections.replay.LogItem.Unreadable;
import io.actionflow.secrets.projections.replay.Place;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.crypto.AssociatedData;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.record.UsageCount;
import io.actionflow.secrets.schemas.record.UsagePlace;
import io.actionflow.secrets.schemas.record.UsageSum;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.UsageKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How often each secret was resolved where, added up from the sums of all resolvers that there ever were. Of each of their
 * counters the largest sum counts, so that none counts twice. It grows with counters, not with records. For one thread.
 */
public final class UsageLedger {

    /**
     * All resolves of one place.
     *
     * @param count how many
     */
    public record Total(long count, Instant firstAt, Instant lastAt) {

        static final Total NONE = new Total(0, Instant.MAX, Instant.MIN);

        /** Both together. */
        public Total and(Total other) {
            return new Total(
                    count + other.count,
                    firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt,
                    lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt);
        }
    }

    private final MetadataCipher cipher;
    // record key → the largest sum so far
    private final Map<String, Long> sums = new HashMap<>();
    // projectId → place, empty for what was not counted apart → total
    private final Map<String, Map<Optional<UsagePlace>, Total>> totals = new HashMap<>();

    public UsageLedger(MetadataCipher cipher) {
        this.cipher = cipher;
    }

    /** Takes a record of {@code secret-usage}; gives back what is wrong with it, if anything is. */
    public Optional<Unreadable> take(ConsumerRecord<byte[], byte[]> record) {
        String text = new String(record.key() == null ? new byte[0] : record.key(), StandardCharsets.UTF_8);
        try {
            UsageKey key = UsageKey.parse(text);
            if (record.value() != null) {
                add(key, open(key, record.value()));
            }
            return Optional.empty();
        } catch (DecryptionException e) {
            return unreadable(record, text, e.reason().name(), e);
        } catch (MalformedRecordException | IllegalArgumentException e) {
            return unreadable(record, text, "MALFORMED", e);
        } catch (UnknownSchemaException e) {
            return unreadable(record, text, "UNKNOWN_SCHEMA", e);
        }
    }

    private UsageCount open(UsageKey key, byte[] value) throws DecryptionException {
        UsageSum sum = WireRecords.CODEC.decode(value, UsageSum.class);
        byte[] payload = cipher.decrypt(sum.payload(), AssociatedData.usage(key.text()));
        return WireRecords.CODEC.decode(payload, UsageCount.class);
    }

    private void add(UsageKey key, UsageCount count) {
        long before = sums.getOrDefault(key.text(), 0L);
        if (count.count() > before) {
            sums.put(key.text(), count.count());
            totals.computeIfAbsent(key.projectId(), id -> new HashMap<>())
                    .merge(
                            Optional.ofNullable(count.place()),
                            new Total(count.count() - before, count.firstAt(), count.lastAt()),
                            Total::and);
        }
    }

    /** The ids of the projects of which something was resolved. */
    public Iterable<String> projects() {
        return totals.keySet();
    }

    /** The secrets of a project that were resolved, with all their places. */
    public SortedMap<String, Map<UsagePlace, Total>> bySecret(String projectId) {
        SortedMap<String, Map<UsagePlace, Total>> secrets = new TreeMap<>();
        totals.getOrDefault(projectId, Map.of())
                .forEach((place, total) ->
                        place.ifPresent(it -> secrets.computeIfAbsent(it.secretId(), id -> new HashMap<>())
                                .put(it, total)));
        return secrets;
    }

    /** What was not counted apart. */
    public Optional<Total> notApart(String projectId) {
        return Optional.ofNullable(totals.getOrDefault(projectId, Map.of()).get(Optional.<UsagePlace>empty()));
    }

    private static Optional<Unreadable> unreadable(
            ConsumerRecord<byte[], byte[]> record, String key, String reason, Exception e) {
        return Optional.of(new Unreadable(Place.of(record), "", key, reason, String.valueOf(e.getMessage())));
    }
}
