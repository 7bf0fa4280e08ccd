package io.actionflow.secrets.projections.live;

import io.actionflow.secrets.projections.topology.Progress;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows which value keys are announced on {@code secret-keys}. It waits out any outage, and meanwhile knows what it knew
 * before. An announcement that nobody can have made who holds the metadata keyset is logged, counted and passed over.
 */
public final class ValueKeyReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ValueKeyReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final ValueKeyCodec codec;
    private final java.util.function.Consumer<Announced> newest;
    private final ValueKeys keys = new ValueKeys();
    private final Progress progress = new Progress();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicBoolean obstructed = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Consumer<byte[], byte[]>> current = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "secret-value-keys");
    private volatile boolean ready;

    private ValueKeyReader(
            Supplier<Consumer<byte[], byte[]>> consumers,
            MetadataCipher cipher,
            java.util.function.Consumer<Announced> newest) {
        this.consumers = consumers;
        this.codec = new ValueKeyCodec(cipher);
        this.newest = newest;
        thread.setDaemon(true);
    }

    /**
     * Starts to read.
     *
     * @param kafka Kafka's own settings; those that are not for a consumer without a group are passed over
     * @param newest is told the key to seal to, on the reader's thread, after each announcement; it must not throw
     */
    public static ValueKeyReader start(
            Map<String, ?> kafka, MetadataCipher cipher, java.util.function.Consumer<Announced> newest) {
        Map<String, Object> config = DirectoryProperties.consumer(kafka);
        return start(
                () -> new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                cipher,
                newest);
    }

    static ValueKeyReader start(
            Supplier<Consumer<byte[], byte[]>> consumers,
            MetadataCipher cipher,
            java.util.function.Consumer<Announced> newest) {
        ValueKeyReader reader = new ValueKeyReader(consumers, cipher, newest);
        reader.thread.start();
        return reader;
    }

    /** Waits until all that was announced before is known. */
    public void awaitReady(Duration timeout) throws TimeoutException, InterruptedException {
        if (!progress.await(() -> ready, timeout)) {
            throw new TimeoutException("Expected to have read " + Topic.KEYS.name() + " within " + timeout.toSeconds()
                    + " s, but Kafka has not brought all of it");
        }
    }

    /** Whether all that was announced before is known. */
    public boolean isReady() {
        return ready;
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
        closed.countDown();
        Consumer<byte[], byte[]> consumer = current.get();
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                readUntilItFails();
            } while (!closed.await(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.warn("Interrupted: no more value keys are read", e);
        }
    }

    private void readUntilItFails() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            current.set(consumer);
            Map<TopicPartition, Long> ends = assign(consumer);
            while (closed.getCount() > 0) {
                consumer.poll(ready ? POLL : Duration.ofMillis(20)).forEach(this::read);
                if (!ready
                        && ends.entrySet().stream().allMatch(it -> consumer.position(it.getKey()) >= it.getValue())) {
                    ready = true;
                    obstructed.set(false);
                }
                progress.made();
            }
        } catch (WakeupException e) {
            LOG.debug("Woken up to close", e);
        } catch (RuntimeException e) {
            if (!obstructed.getAndSet(true)) {
                LOG.warn("Value keys can't be read now; what was known before stays", e);
            }
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
