package io.actionflow.secrets.projections.replay;

import io.actionflow.secrets.projections.replay.LogItem.Erased;
import io.actionflow.secrets.projections.replay.LogItem.Opened;
import io.actionflow.secrets.projections.replay.LogItem.Unreadable;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.DecryptionException.Reason;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ProjectKeys;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Opens the event records of {@code secret-events}, one after another, as they come. A record that can't be opened is an
 * answer, not an exception: an auditor wants to know of it, and of all that stands behind it.
 *
 * <p>The keys of projects stand on the log, ahead of the events that need them; but the proof that one was destroyed stands
 * behind. So it reads the log twice: first for its keys, of which it keeps all, then for its events, of which it keeps none.
 */
public final class LogOpener {

    private final Map<GenerationKey, byte[]> keyRecords = new HashMap<>();
    private final EventCodec codec;

    public LogOpener(MetadataCipher metadata) {
        this.codec = new EventCodec(new ProjectKeys(metadata).using(keyRecords::get));
    }

    /** The first reading: keeps the record if it is a key, and the last one of each. */
    public void learn(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null && key(record) instanceof GenerationKey key) {
            keyRecords.put(key, record.value());
        }
    }

    /** Whether a record is of a project, by its key. */
    public static boolean isOf(String projectId, ConsumerRecord<byte[], byte[]> record) {
        return text(record).startsWith(projectId + "/");
    }

    /** Whether it is, or its key can't be read and tells nothing. */
    public static boolean mayBeOf(String projectId, ConsumerRecord<byte[], byte[]> record) {
        return isOf(projectId, record) || key(record) == null;
    }

    /** The event; empty for what is none: sealed chunks, keys, beats. */
    public Optional<LogItem> open(ConsumerRecord<byte[], byte[]> record) {
        RecordKey found = key(record);
        if (found == null) {
            return Optional.of(unreadable(record, "", "MALFORMED", "It stands under a key that nothing has"));
        }
        if (found instanceof GenerationKey key && record.value() != null) {
            keyRecords.putIfAbsent(key, record.value()); // of a project that was made since the first reading
        }
        return found instanceof EventKey key ? Optional.of(open(key, record)) : Optional.empty();
    }

    private LogItem open(EventKey key, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return unreadable(
                    record, key.projectId(), "MALFORMED", "The event was taken away: a tombstone stands there");
        }
        try {
            return new Opened(Place.of(record), codec.open(key, record.value()));
        } catch (DecryptionException e) {
            if (e.reason() == Reason.PROJECT_KEY_DESTROYED) {
                return new Erased(Place.of(record), key.projectId(), key.sequence());
            }
            return unreadable(record, key.projectId(), e.reason().name(), sentence(e));
        } catch (MalformedRecordException e) {
            return unreadable(record, key.projectId(), "MALFORMED", sentence(e));
        } catch (UnknownSchemaException e) {
            return unreadable(record, key.projectId(), "UNKNOWN_SCHEMA", sentence(e));
        }
    }

    private static Unreadable unreadable(
            ConsumerRecord<byte[], byte[]> record, String projectId, String reason, String sentence) {
        return new Unreadable(Place.of(record), projectId, text(record), reason, sentence);
    }

    private static String sentence(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    /** Null for one that has not the form of any. */
    private static @Nullable RecordKey key(ConsumerRecord<byte[], byte[]> record) {
        try {
            return RecordKey.parse(text(record));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }
}
