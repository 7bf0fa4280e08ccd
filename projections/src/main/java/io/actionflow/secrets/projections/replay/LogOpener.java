package io.actionflow.secrets.projections.replay;

import io.actionflow.secrets.projections.replay.LogItem.Opened;
import io.actionflow.secrets.projections.replay.LogItem.Unreadable;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Opens the event records of {@code secret-events}, one after another, as they come. A record that can't be opened is an
 * answer, not an exception: an auditor wants to know of it, and of all that stands behind it.
 */
public final class LogOpener {

    private final EventCodec codec;

    public LogOpener(EventCodec codec) {
        this.codec = codec;
    }

    /** Whether a record is of a project, by its key. */
    public static boolean isOf(String projectId, ConsumerRecord<byte[], byte[]> record) {
        return text(record).startsWith(projectId + "/");
    }

    /** Whether it is, or its key can't be read and tells nothing. */
    public static boolean mayBeOf(String projectId, ConsumerRecord<byte[], byte[]> record) {
        return isOf(projectId, record) || !isKey(text(record));
    }

    /** The event; empty for what is none: sealed chunks, keys, beats. */
    public Optional<LogItem> open(ConsumerRecord<byte[], byte[]> record) {
        String text = text(record);
        if (!isKey(text)) {
            return Optional.of(unreadable(record, "", "MALFORMED", "It stands under a key that nothing has"));
        }
        return RecordKey.parse(text) instanceof EventKey key ? Optional.of(open(key, record)) : Optional.empty();
    }

    private LogItem open(EventKey key, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return unreadable(
                    record, key.projectId(), "MALFORMED", "The event was taken away: a tombstone stands there");
        }
        try {
            return new Opened(Place.of(record), codec.open(key, record.value()));
        } catch (DecryptionException e) {
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

    private static boolean isKey(String text) {
        try {
            RecordKey.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }
}
