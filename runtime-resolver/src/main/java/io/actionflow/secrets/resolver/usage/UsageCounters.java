package io.actionflow.secrets.resolver.usage;

import io.actionflow.secrets.schemas.record.UsagePlace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts in memory: one look into a map and one increment, without a lock, and one counter for each place where a secret is
 * given. Of these there are not too many: beyond, a project's resolves are counted all together, which the sum says of itself.
 * Safe for use by several threads.
 */
public final class UsageCounters implements UsageRecorder {

    /** Counters for single places; each takes about 500 bytes. */
    public static final int MOST = 100_000;

    /** What rests for so long, and is published, gives its room to others; when it is used again it gets a new counter. */
    private static final Duration IDLE = Duration.ofHours(1);

    /** For so many rounds it is still looked at: somebody may have been about to count. */
    private static final int ROUNDS_TO_LEAVE = 10;

    private record Key(String projectId, UsagePlace place) {}

    private record Leaving(UsageCounter counter, long round) {}

    private final InstantSource clock;
    private final int most;
    private final Counter overflown;
    private final AtomicLong lastId = new AtomicLong();
    private final AtomicInteger admitted = new AtomicInteger();
    private final Map<Key, UsageCounter> counters = new ConcurrentHashMap<>();
    // projectId → what is not counted apart; as many as there are projects here
    private final Map<String, UsageCounter> overflows = new ConcurrentHashMap<>();
    // for the thread that publishes
    private final Deque<Leaving> leaving = new ArrayDeque<>();
    private long round;

    public UsageCounters(InstantSource clock, int most, MeterRegistry registry) {
        this.clock = clock;
        this.most = most;
        this.overflown = Counter.builder("secrets.resolver.usage.overflown")
                .description(
                        "Resolves that were counted for their project alone, because there was no room for more places")
                .register(registry);
        Gauge.builder("secrets.resolver.usage.counters", admitted, AtomicInteger::get)
                .description("Places where secrets are given that are counted apart")
                .register(registry);
    }

    @Override
    public void resolved(String projectId, String secretId, String actionflowId, long version, String nodeId) {
        Key key = new Key(projectId, new UsagePlace(secretId, actionflowId, version, nodeId));
        UsageCounter counter = counters.get(key);
        if (counter == null) {
            counter = counters.computeIfAbsent(key, this::admit);
        }
        if (counter == null) {
            overflown.increment();
            counter = overflows.computeIfAbsent(projectId, id -> counter(id, null));
        }
        counter.count(clock.millis());
    }

    private @Nullable UsageCounter admit(Key key) {
        if (admitted.incrementAndGet() > most) {
            admitted.decrementAndGet();
            return null;
        }
        return counter(key.projectId(), key.place());
    }

    private UsageCounter counter(String projectId, @Nullable UsagePlace place) {
        return new UsageCounter(projectId, place, lastId.incrementAndGet(), clock.millis());
    }

    /** Visits the counters that have changed since they were published. For one thread, like {@link #sweep}. */
    void changed(Consumer<UsageCounter> visitor) {
        counters.values().forEach(it -> visitIfChanged(it, visitor));
        overflows.values().forEach(it -> visitIfChanged(it, visitor));
        leaving.forEach(it -> visitIfChanged(it.counter(), visitor));
    }

    private static void visitIfChanged(UsageCounter counter, Consumer<UsageCounter> visitor) {
        if (counter.unpublished() > 0) {
            visitor.accept(counter);
        }
    }

    /** Makes room where it gets scarce. */
    void sweep() {
        round++;
        while (!leaving.isEmpty() && leaving.peek().round() + ROUNDS_TO_LEAVE < round) {
            leaving.remove();
        }
        if (admitted.get() > most / 2) {
            long before = clock.millis() - IDLE.toMillis();
            counters.forEach((key, counter) -> {
                if (counter.isIdleSince(before) && counters.remove(key, counter)) {
                    admitted.decrementAndGet();
                    leaving.add(new Leaving(counter, round));
                }
            });
        }
    }

    /** Resolves that no published sum holds yet. */
    long unpublished() {
        long[] sum = new long[1];
        changed(it -> sum[0] += it.unpublished());
        return sum[0];
    }
}
