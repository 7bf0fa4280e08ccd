package io.actionflow.secrets.commands.processor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic from its beginning, on a thread and with a consumer of its own, until it meets a chunk that should be gone.
 * It looks at that place again later and goes on from there: a record keeps its offset until it is gone, and nothing ever
 * comes back. So however long the broker takes, each partition is read once for all values that are watched together.
 *
 * <p>What it sees is what the partition's leader has. Trouble is logged and counted, and passes: values stay watched.
 */
final class TopicWitness implements Witness, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWitness.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Duration soonest;
    private final Duration againAfter;
    private final InstantSource clock;
    private final ProcessorMetrics metrics;
    private final Thread thread = new Thread(this::run, "secret-erasure-witness");
    private final Map<Integer, Look> looks = new ConcurrentHashMap<>();
    private final Map<Integer, Set<ErasedValue>> gone = new ConcurrentHashMap<>();
    private @Nullable Consumer<byte[], byte[]> consumer;
    private volatile boolean closed;

    /**
     * Makes it; {@link #start} begins to look.
     *
     * @param soonest how long after it was given up a value may be gone: nothing is looked for before
     * @param againAfter when to look again at a chunk that was still there
     */
    TopicWitness(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Duration soonest,
            Duration againAfter,
            InstantSource clock,
            ProcessorMetrics metrics) {
        this.consumers = consumers;
        this.soonest = soonest;
        this.againAfter = againAfter;
        this.clock = clock;
        this.metrics = metrics;
        thread.setDaemon(true);
    }

    /** A consumer without a group that sees everything, also what no transaction has committed. */
    static Consumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.keySet().retainAll(ConsumerConfig.configNames());
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "secret-erasure-witness");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * 1024 * 1024);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void start() {
        thread.start();
    }

    @Override
    public void watch(int partition, Map<ErasedValue, Instant> since) {
        if (gone.containsKey(partition) || looks.containsKey(partition)) {
            return;
        }
        Instant latest = clock.instant().minus(soonest);
        Set<ErasedValue> worthLooking = new HashSet<>();
        since.forEach((value, at) -> {
            if (!at.isAfter(latest)) {
                worthLooking.add(value);
            }
        });
        if (!worthLooking.isEmpty()) {
            looks.put(partition, new Look(partition, Set.copyOf(worthLooking)));
            wake();
        }
    }

    @Override
    public Set<ErasedValue> gone(int partition) {
        Set<ErasedValue> seen = gone.remove(partition);
        return seen == null ? Set.of() : seen;
    }

    @Override
    public void forget(int partition) {
        Look look = looks.remove(partition);
        if (look != null) {
            look.cancel();
        }
        gone.remove(partition);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ------------------------------------------------------------------ on its thread

    private void run() {
        while (!closed) {
            Instant now = clock.instant();
            Instant next = now.plus(againAfter);
            for (Look look : looks.values()) {
                if (!look.notBefore().isAfter(now)) {
                    look(look);
                }
                next = look.notBefore().isBefore(next) ? look.notBefore() : next;
            }
            if (looks.isEmpty()) {
                disconnect();
            }
            sleepUntil(next);
        }
        Thread.interrupted(); // it was the sign to stop; a consumer would not close well with it
        disconnect();
    }

    private void look(Look look) {
        try {
            if (look.at(connected(), this::isClosed)) {
                gone.put(look.partition(), look.values());
                looks.remove(look.partition(), look);
            } else {
                look.again(clock.instant().plus(againAfter));
            }
        } catch (InterruptException | WakeupException e) {
            LOG.debug("Stopped looking at partition {}", look.partition(), e);
        } catch (RuntimeException e) {
            LOG.warn(
                    "Could not look whether erased values are gone from partition {}; trying again",
                    look.partition(),
                    e);
            metrics.witnessFailed();
            look.again(clock.instant().plus(againAfter));
            disconnect();
        }
    }

    private boolean isClosed() {
        return closed;
    }

    private Consumer<byte[], byte[]> connected() {
        Consumer<byte[], byte[]> it = consumer == null ? consumers.get() : consumer;
        consumer = it;
        return it;
    }

    private void disconnect() {
        Consumer<byte[], byte[]> it = consumer;
        consumer = null;
        if (it != null) {
            try {
                it.close();
            } catch (KafkaException e) {
                LOG.debug("The consumer did not close well", e);
            }
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    private synchronized void sleepUntil(Instant next) {
        long millis = Math.max(1, Duration.between(clock.instant(), next).toMillis());
        boolean isWorkLeft =
                looks.values().stream().anyMatch(look -> !look.notBefore().isAfter(clock.instant()));
        if (closed || isWorkLeft) {
            return;
        }
        try {
            wait(millis);
        } catch (InterruptedException e) {
            LOG.debug("Woken to stop", e);
        }
    }
}
