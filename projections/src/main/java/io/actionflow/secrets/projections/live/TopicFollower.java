package io.actionflow.secrets.projections.live;

import io.actionflow.secrets.projections.topology.Progress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that follows a topic for as long as somebody wants to know what is said there. Whatever fails is tried again with a
 * new consumer in a moment: what was known before stays, and nobody stops because of it.
 */
final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final String what;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Function<Consumer<byte[], byte[]>, Reading> reading;
    private final Progress progress = new Progress();
    private final AtomicBoolean obstructed = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Consumer<byte[], byte[]>> current = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean ready;

    /** What is done with one consumer, until it fails. */
    interface Reading {

        /** Reads what there is, or waits a moment for it. */
        void read();

        /** Whether all that was there when it began has been read. */
        boolean isCaughtUp();
    }

    /**
     * Makes one that {@link #start} sets going.
     *
     * @param thread the name of its thread
     * @param what is read, for the log: {@code Reports of resolvers}
     * @param reading takes up its place on a new consumer
     */
    TopicFollower(
            String thread,
            String what,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Function<Consumer<byte[], byte[]>, Reading> reading) {
        this.what = what;
        this.consumers = consumers;
        this.reading = reading;
        this.thread = new Thread(this::run, thread);
        this.thread.setDaemon(true);
    }

    /** Consumers without a group; of Kafka's own settings those that are for none of them are passed over. */
    static Supplier<Consumer<byte[], byte[]>> consumers(Map<String, ?> kafka) {
        Map<String, Object> config = DirectoryProperties.consumer(kafka);
        return () -> new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void start() {
        thread.start();
    }

    /** Whether all that was there at the start has been read once. */
    boolean isReady() {
        return ready;
    }

    /** Waits until it is. */
    void awaitReady(Duration timeout) throws TimeoutException, InterruptedException {
        if (!await(() -> ready, timeout)) {
            throw new TimeoutException("Expected " + what + " to be read within " + timeout.toSeconds()
                    + " s, but Kafka has not brought all of them");
        }
    }

    /** Waits until the condition holds, asking after each reading; returns false where time ran out first. */
    boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        return progress.await(condition, timeout);
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
            LOG.warn("Interrupted: {} are read no more", what, e);
        }
    }

    private void readUntilItFails() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            current.set(consumer);
            Reading begun = reading.apply(consumer);
            while (closed.getCount() > 0) {
                begun.read();
                if (begun.isCaughtUp()) {
                    ready = true;
                    obstructed.set(false);
                }
                progress.made();
            }
        } catch (WakeupException e) {
            LOG.debug("Woken up to close", e);
        } catch (RuntimeException e) {
            if (!obstructed.getAndSet(true)) {
                LOG.warn("{} can't be read now; what was known before stays", what, e);
            }
        }
    }
}
