package io.actionflow.secrets.projections.live;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The resolvers and what they serve, as they report it. It waits out any outage, and meanwhile answers with what it knew
 * before. Safe for use by several threads.
 */
public final class ResolverDirectory implements AutoCloseable {

    private final InstantSource clock;
    private final Directory directory = new Directory();
    private final AtomicLong skipped = new AtomicLong();
    private final TopicFollower follower;

    private ResolverDirectory(Supplier<Consumer<byte[], byte[]>> consumers, InstantSource clock) {
        this.clock = clock;
        this.follower = new TopicFollower(
                "secret-resolver-directory",
                "Reports of resolvers",
                consumers,
                consumer -> new ReportReader(consumer, directory, clock, skipped));
    }

    /**
     * Starts to read; {@link #awaitReady} says when what has been reported is known.
     *
     * @param kafka Kafka's own settings; those that are not for a consumer without a group are passed over
     */
    public static ResolverDirectory start(Map<String, ?> kafka) {
        return start(TopicFollower.consumers(kafka), InstantSource.system());
    }

    static ResolverDirectory start(Supplier<Consumer<byte[], byte[]>> consumers, InstantSource clock) {
        ResolverDirectory directory = new ResolverDirectory(consumers, clock);
        directory.follower.start();
        return directory;
    }

    /** Waits until the reports of the last minute have been read. */
    public void awaitReady(Duration timeout) throws TimeoutException, InterruptedException {
        follower.awaitReady(timeout);
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
        follower.await(
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
        follower.close();
    }
}
