package io.actionflow.secrets.resolver.usage;

import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.crypto.AssociatedData;
import io.actionflow.secrets.schemas.record.UsageCount;
import io.actionflow.secrets.schemas.record.UsageSum;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.Topic;
import io.actionflow.secrets.schemas.topic.UsageKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the sums of counters that have changed: a record each, every so often. Sums count from the resolver's start, under
 * a key of their own, so that one that is sent twice, or lost and made up for, counts once. Closing it publishes the rest;
 * close it after the resolver whose values are counted. A process that is killed loses what it counted since the last round.
 */
public final class UsagePublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UsagePublisher.class);

    private final String epoch = Ids.random();
    private final UsageCounters counters;
    private final UsageCipher cipher;
    private final ToIntFunction<String> partitionOf;
    private final Producer<byte[], byte[]> producer;
    private final UsageSettings settings;
    private final Counter sent;
    private final Counter failed;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicBoolean obstructed = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "secret-usage");

    private UsagePublisher(
            UsageCounters counters,
            UsageCipher cipher,
            ToIntFunction<String> partitionOf,
            Producer<byte[], byte[]> producer,
            UsageSettings settings,
            MeterRegistry registry) {
        this.counters = counters;
        this.cipher = cipher;
        this.partitionOf = partitionOf;
        this.producer = producer;
        this.settings = settings;
        this.sent = counter(registry, "sent");
        this.failed = counter(registry, "failed");
        thread.setDaemon(true);
    }

    /**
     * Starts to publish.
     *
     * @param partitionOf the partition of a project, as everywhere
     * @param kafka Kafka's own settings; those that are not for a producer are passed over
     */
    public static UsagePublisher start(
            UsageCounters counters,
            UsageCipher cipher,
            ToIntFunction<String> partitionOf,
            Map<String, ?> kafka,
            UsageSettings settings,
            MeterRegistry registry) {
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                UsageSettings.producer(kafka), new ByteArraySerializer(), new ByteArraySerializer());
        return start(counters, cipher, partitionOf, producer, settings, registry);
    }

    /** As above, over a producer that is the publisher's from now on. */
    static UsagePublisher start(
            UsageCounters counters,
            UsageCipher cipher,
            ToIntFunction<String> partitionOf,
            Producer<byte[], byte[]> producer,
            UsageSettings settings,
            MeterRegistry registry) {
        UsagePublisher publisher = new UsagePublisher(counters, cipher, partitionOf, producer, settings, registry);
        publisher.thread.start();
        return publisher;
    }

    /** Publishes what is left, and ends. What does not get through in time is lost, and its number logged. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(settings.closeWithin().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(settings.closeWithin());
    }

    private void run() {
        while (!awaitsClosing()) {
            publish();
            counters.sweep();
        }
        publishRest();
    }

    private boolean awaitsClosing() {
        try {
            return closing.await(settings.every().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.warn("Interrupted: usage is published for the last time", e);
            return true;
        }
    }

    private void publishRest() {
        long end = System.nanoTime() + settings.closeWithin().toNanos();
        do {
            publish();
            producer.flush();
        } while (counters.unpublished() > 0 && System.nanoTime() < end);
        long lost = counters.unpublished();
        if (lost > 0) {
            LOG.warn("{} resolves were not published before the end, and no usage will tell of them", lost);
        }
    }

    /** One round: a record for each counter that has changed. */
    void publish() {
        counters.changed(this::publish);
    }

    private void publish(UsageCounter counter) {
        UsageCount sum = counter.sum();
        try {
            UsageKey key = new UsageKey(counter.projectId(), epoch, counter.id());
            byte[] payload = cipher.encrypt(
                    counter.projectId(), WireRecords.CODEC.encode(sum), AssociatedData.usage(key.text()));
            producer.send(
                    new ProducerRecord<>(
                            Topic.USAGE.name(),
                            partitionOf.applyAsInt(counter.projectId()),
                            key.text().getBytes(StandardCharsets.UTF_8),
                            WireRecords.CODEC.encode(new UsageSum(payload))),
                    (metadata, failure) -> settled(counter, sum, failure));
        } catch (RuntimeException e) {
            // The next round says it again; an exception that left here would end all of them.
            settled(counter, sum, e);
        }
    }

    /** Warns once an outage, not once a sum. */
    private void settled(UsageCounter counter, UsageCount sum, @Nullable Exception failure) {
        if (failure == null) {
            counter.published(sum.count());
            sent.increment();
            if (obstructed.getAndSet(false)) {
                LOG.info("Usage gets through again");
            }
            return;
        }
        failed.increment();
        if (!obstructed.getAndSet(true)) {
            LOG.warn("A sum of usage did not get through; the next round says it again", failure);
        }
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("secrets.resolver.usage.sums")
                .description("Sums of usage that were sent to secret-usage")
                .tag("outcome", outcome)
                .register(registry);
    }
}
