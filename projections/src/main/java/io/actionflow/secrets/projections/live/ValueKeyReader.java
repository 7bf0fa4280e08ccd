package io.actionflow.secrets.projections.live;

import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.record.ValueKeyCodec;
import io.actionflow.secrets.schemas.record.ValueKeyCodec.Announced;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows which value keys are announced on {@code secret-keys}. It waits out any outage, and meanwhile knows what it knew
 * before. An announcement that nobody can have made who holds the metadata keyset is logged, counted and passed over.
 */
public final class ValueKeyReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ValueKeyReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Somebody waits for what was announced before. */
    private static final Duration POLL_AT_FIRST = Duration.ofMillis(20);

    private final ValueKeyCodec codec;
    private final java.util.function.Consumer<Announced> newest;
    private final ValueKeys keys = new ValueKeys();
    private final AtomicLong skipped = new AtomicLong();
    private final TopicFollower follower;

    private ValueKeyReader(
            Supplier<Consumer<byte[], byte[]>> consumers,
            MetadataCipher cipher,
            java.util.function.Consumer<Announced> newest) {
        this.codec = new ValueKeyCodec(cipher);
        this.newest = newest;
        this.follower = new TopicFollower("secret-value-keys", "Value keys", consumers, Announcements::new);
    }

    /**
     * Starts to read.
     *
     * @param kafka Kafka's own settings; those that are not for a consumer without a group are passed over
     * @param newest is told the key to seal to, on the reader's thread, after each announcement; it must not throw
     */
    public static ValueKeyReader start(
            Map<String, ?> kafka, MetadataCipher cipher, java.util.function.Consumer<Announced> newest) {
        ValueKeyReader reader = new ValueKeyReader(TopicFollower.consumers(kafka), cipher, newest);
        reader.follower.start();
        return reader;
    }

    /** Waits until all that was announced before is known. */
    public void awaitReady(Duration timeout) throws TimeoutException, InterruptedException {
        follower.awaitReady(timeout);
    }

    /** Whether all that was announced before is known. */
    public boolean isReady() {
        return follower.isReady();
    }

    /** The key to seal to: the newest that nobody has withdrawn; empty where none was announced. */
    public Optional<Announced> newest() {
        return keys.newest();
    }

    /** All that was announced, the oldest first. */
    public List<Announced> all() {
        return keys.all();
    }

    /** How many records were passed over. */
    public long skipped() {
        return skipped.get();
    }

    @Override
    public void close() {
        follower.close();
    }

    /** All partitions from their beginning: what was announced once may still be what counts. */
    private final class Announcements implements TopicFollower.Reading {

        private final Consumer<byte[], byte[]> consumer;
        private final Map<TopicPartition, Long> ends;

        Announcements(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
            this.ends = assign(consumer);
        }

        @Override
        public void read() {
            consumer.poll(follower.isReady() ? POLL : POLL_AT_FIRST).forEach(ValueKeyReader.this::read);
        }

        @Override
        public boolean isCaughtUp() {
            return ends.entrySet().stream().allMatch(it -> consumer.position(it.getKey()) >= it.getValue());
        }
    }

    private static Map<TopicPartition, Long> assign(Consumer<byte[], byte[]> consumer) {
        String topic = Topic.KEYS.name();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("There is no topic " + topic + ": create the topics first");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer.endOffsets(partitions);
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        byte[] value = record.value();
        if (key == null || value == null) {
            skip(record, "announcements have a key, and are withdrawn by another one");
            return;
        }
        try {
            keys.apply(codec.decode(new String(key, StandardCharsets.UTF_8), value));
            keys.newest().ifPresent(newest);
        } catch (MalformedRecordException | UnknownSchemaException | DecryptionException e) {
            skip(record, String.valueOf(e.getMessage()));
        }
    }

    private void skip(ConsumerRecord<byte[], byte[]> record, String why) {
        long count = skipped.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            LOG.warn(
                    "Passed over the value key at {}-{}@{}, the {}th that was: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    count,
                    why);
        }
    }
}
