package io.actionflow.secrets.projections.live;

import io.actionflow.secrets.projections.topology.Progress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resolvers and what they serve, as they report it. It waits out any outage, and meanwhile answers with what it knew
 * before. Safe for use by several threads.
 */
public final class ResolverDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResolverDirectory.class);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final InstantSource clock;
    private final Directory directory = new Directory();
    private final Progress progress = new Progress();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicBoolean obstructed = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Consumer<byte[], byte[]>> current = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "secret-resolver-directory");
    private volatile boolean ready;

    private ResolverDirectory(Supplier<Consumer<byte[], byte[]>> consumers, InstantSource clock) {
        this.consumers = consumers;
        this.clock = clock;
        thread.setDaemon(true);
    }

    /**
     * Starts to read; {@link #awaitReady} says when what has been reported is known.
     *
     * @param kafka Kafka's own settings; those that are not for a consumer without a group are passed over
     */
    public static ResolverDirectory start(Map<String, ?> kafka) {
        Map<String, Object> config = DirectoryProperties.consumer(kafka);
        return start(
                () -> new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                InstantSource.system());
    }

    static ResolverDirectory start(Supplier<Consumer<byte[], byte[]>> consumers, InstantSource clock) {
        ResolverDirectory directory = new ResolverDirectory(consumers, clock);
        directory.thread.start();
        return directory;
    }

    /** Waits until the reports of the last minute have been read. */
    public void awaitReady(Duration timeout) throws TimeoutException, InterruptedException {
        if (!progress.await(() -> ready, timeout)) {
            throw new TimeoutException("Expected to have read the reports of resolvers within " + timeout.toSeconds()
                    + " s, but Kafka has not brought them all");
        }
    }

    /** Where the Sync is live now. */
    public Liveness liveness(SyncRef sync) {
        return directory.liveness(sync, clock.instant());
    }

    /**
     * Waits until it is live as widely as the caller needs, {@link Liveness#isEverywhere} say.
     *
     * @return what is known then, or when time ran out: test it again
     */
    public Liveness awaitServed(SyncRef sync, Predicate<Liveness> wideEnough, Duration timeout)
            throws InterruptedException {
        AtomicReference<Liveness> seen = new AtomicReference<>(liveness(sync));
        progress.await(
                () -> {
                    Liveness now = liveness(sync);
                    seen.set(now);
                    return wideEnough.test(now);
                },
                timeout);
        return Objects.requireNonNull(seen.get());
    }

    /** Whom to ask about a partition: those that are there and can be reached, the one with the freshest state first. */
    public List<Peer> hosts(int partition) {
        return directory.hosts(partition, clock.instant());
    }

    /** Which keys those have that are expected to serve. */
    public List<KeysHeld> keys() {
        return directory.keys(clock.instant());
    }

    /** How many reports were passed over because they could not be read, or came from too many resolvers. */
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
            LOG.warn("Interrupted: no more reports are read", e);
        }
    }

    private void readUntilItFails() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            current.set(consumer);
            ReportReader reader = new ReportReader(consumer, directory, clock, skipped);
            while (!isClosed()) {
                reader.read();
                if (reader.isCaughtUp()) {
                    ready = true;
                    obstructed.set(false);
                }
                progress.made();
            }
        } catch (WakeupException e) {
            LOG.debug("Woken up to close", e);
        } catch (RuntimeException e) {
            // With a new consumer it is tried again in a moment: nobody is to stop because reports can't be read.
            if (!obstructed.getAndSet(true)) {
                LOG.warn("Reports of resolvers can't be read now; what was known before stays", e);
            }
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }
}
