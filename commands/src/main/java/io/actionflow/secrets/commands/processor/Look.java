package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** One reading of one partition, that stops at what should be gone and can be gone on with. For one thread, but for {@link #cancel}. */
final class Look {

    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicPartition place;
    private final Set<ErasedValue> values;
    private volatile Instant notBefore = Instant.MIN;
    private volatile boolean cancelled;
    private long position = -1;
    private long end;

    Look(int partition, Set<ErasedValue> values) {
        this.place = new TopicPartition(Topic.EVENTS.name(), partition);
        this.values = values;
    }

    int partition() {
        return place.partition();
    }

    Set<ErasedValue> values() {
        return values;
    }

    /** When it is worth going on. */
    Instant notBefore() {
        return notBefore;
    }

    void again(Instant notBefore) {
        this.notBefore = notBefore;
    }

    /** Nobody wants to know any more. */
    void cancel() {
        cancelled = true;
    }

    /**
     * Goes on reading, to what was the end at the beginning: what comes later is no chunk of a value that was given up.
     *
     * @return whether the end was reached, and so nothing of the values is left
     */
    boolean at(Consumer<byte[], byte[]> consumer, BooleanSupplier isOver) {
        consumer.assign(List.of(place));
        if (position < 0) {
            position = Objects.requireNonNull(
                    consumer.beginningOffsets(List.of(place)).get(place));
            end = Objects.requireNonNull(consumer.endOffsets(List.of(place)).get(place));
        }
        consumer.seek(place, position);
        while (position < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(place)) {
                if (isLeft(record)) {
                    position = record.offset();
                    return false;
                }
            }
            position = consumer.position(place);
            if (cancelled || isOver.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    private boolean isLeft(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return false;
        }
        String key = new String(record.key(), StandardCharsets.US_ASCII);
        // Most records are events: a key is parsed only where it may be a chunk's.
        return key.contains("/value/")
                && RecordKey.parse(key) instanceof ChunkKey chunk
                && values.contains(new ErasedValue(chunk.projectId(), chunk.valueId()));
    }
}
