package io.actionflow.secrets.app.editor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalListener;
import io.actionflow.secrets.projections.live.Liveness;
import io.actionflow.secrets.projections.live.SyncRef;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.topology.Projection;
import io.actionflow.secrets.projections.topology.ProjectionListener;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.event.Synced;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Asks where a Sync is live, once or until it is everywhere, and remembers when the latest Syncs happened. */
final class LiveSyncs implements ProjectionListener {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final int MOST_PROJECTS = 10_000;

    private final Projection projection;
    private final Liveliness liveliness;
    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final Executor executor;

    /** All Syncs that were read and of which nothing is remembered had happened by then. */
    private final AtomicReference<Instant> forgotten;

    // projectId → its latest Sync of those that were read since the start
    private final Cache<String, Seen> latest = Caffeine.newBuilder()
            .maximumSize(MOST_PROJECTS)
            .evictionListener(forgetting())
            .executor(Runnable::run)
            .build();

    /**
     * A Sync that was read.
     *
     * @param at when the broker took its command
     * @param readAt when it was read here
     */
    record Seen(long sync, Instant at, Instant readAt) {}

    private LiveSyncs(EditorParts parts) {
        this.projection = parts.projection();
        this.liveliness = parts.liveliness();
        this.clock = parts.clock();
        this.timer = parts.timer();
        this.executor = parts.executor();
        this.forgotten = new AtomicReference<>(clock.instant());
    }

    static LiveSyncs over(EditorParts parts) {
        LiveSyncs syncs = new LiveSyncs(parts);
        parts.projection().addListener(syncs);
        return syncs;
    }

    @Override
    public void folded(RecordedEvent event, ProjectEntry project, Collection<String> activated) {
        if (event.event() instanceof Synced synced) {
            latest.put(event.projectId(), new Seen(synced.sync(), synced.meta().at(), clock.instant()));
        }
    }

    /** When the Sync happened, if it is the project's latest and was read since the start. */
    Optional<Seen> seen(String projectId, long sync) {
        return Optional.ofNullable(latest.getIfPresent(projectId)).filter(it -> it.sync() == sync);
    }

    private RemovalListener<String, Seen> forgetting() {
        return (projectId, seen, cause) -> forget(Objects.requireNonNull(seen));
    }

    private void forget(Seen seen) {
        forgotten.accumulateAndGet(seen.readAt(), (one, other) -> one.isAfter(other) ? one : other);
    }

    /**
     * Looks until a Sync is live everywhere or the time is up; completes with what was seen last.
     *
     * @param sync one that was read here
     */
    CompletableFuture<Liveness> await(String projectId, long sync, Duration patience) {
        return await(projectId, sync, seen(projectId, sync).map(Seen::readAt).orElseGet(forgotten::get), patience);
    }

    /** The same for a Sync that was accepted just now, and that may not have been read here yet. */
    CompletableFuture<Liveness> awaitNew(String projectId, long sync, Duration patience) {
        return await(projectId, sync, clock.instant(), patience);
    }

    private CompletableFuture<Liveness> await(String projectId, long sync, Instant syncedAt, Duration patience) {
        SyncRef ref = new SyncRef(projectId, projection.partitionOf(projectId), sync, syncedAt);
        CompletableFuture<Liveness> result = new CompletableFuture<>();
        look(ref, System.nanoTime() + patience.toNanos(), result);
        return result;
    }

    private void look(SyncRef sync, long end, CompletableFuture<Liveness> result) {
        try {
            Liveness now = liveliness.of(sync);
            if (now.isEverywhere() || System.nanoTime() >= end) {
                result.completeAsync(() -> now, executor);
            } else {
                timer.schedule(() -> look(sync, end, result), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }
}
