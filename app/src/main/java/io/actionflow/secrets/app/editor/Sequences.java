package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.topology.Projection;
import io.actionflow.secrets.projections.topology.ProjectionListener;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Lets requests wait until the projection has folded an event, without a thread for any of them. */
final class Sequences implements ProjectionListener {

    // projectId → who waits for it
    private final Map<String, Set<Waiting>> waiting = new ConcurrentHashMap<>();
    private final Projection projection;
    private final Executor executor;

    /** Compared by identity: several may wait for the same event. */
    private static final class Waiting {
        private final long sequence;
        private final CompletableFuture<@Nullable Void> reached = new CompletableFuture<>();

        Waiting(long sequence) {
            this.sequence = sequence;
        }
    }

    /** Listens to the projection from now on; whoever waited goes on on the executor, not on the thread that folds. */
    static Sequences over(Projection projection, Executor executor) {
        Sequences sequences = new Sequences(projection, executor);
        projection.addListener(sequences);
        return sequences;
    }

    private Sequences(Projection projection, Executor executor) {
        this.projection = projection;
        this.executor = executor;
    }

    /**
     * Completes once the project has got to the event, or fails with a {@link ProjectionUnavailableException} where it did
     * not in time, or can't be read.
     */
    CompletableFuture<@Nullable Void> reached(String projectId, long sequence, Duration patience) {
        if (isReached(projectId, sequence)) {
            return CompletableFuture.completedFuture(null);
        }
        Waiting waiter = new Waiting(sequence);
        add(projectId, waiter);
        // The event may have come in between.
        if (at(projectId) >= sequence) {
            waiter.reached.complete(null);
        }
        return waiter.reached
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                // Before any other stage: those would get the exception wrapped in another.
                .exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(failure instanceof TimeoutException ? late(sequence) : failure))
                .whenComplete((nothing, failure) -> remove(projectId, waiter));
    }

    /** Whether the project has got to the event; 0 is before all. */
    boolean isReached(String projectId, long sequence) {
        return sequence == 0 || at(projectId) >= sequence;
    }

    @Override
    public void folded(RecordedEvent event, ProjectEntry project, Collection<String> activated) {
        Set<Waiting> all = waiting.get(event.projectId());
        if (all == null) {
            return;
        }
        for (Waiting waiter : all) {
            if (waiter.sequence <= event.sequence()) {
                waiter.reached.completeAsync(() -> null, executor);
            }
        }
    }

    private void add(String projectId, Waiting waiter) {
        waiting.compute(projectId, (id, before) -> {
            Set<Waiting> all = before == null ? ConcurrentHashMap.newKeySet() : before;
            all.add(waiter);
            return all;
        });
    }

    private void remove(String projectId, Waiting waiter) {
        waiting.computeIfPresent(projectId, (id, all) -> {
            all.remove(waiter);
            return all.isEmpty() ? null : all;
        });
    }

    private long at(String projectId) {
        ProjectEntry project = projection.project(projectId).projectEver();
        return project == null ? 0 : project.sequence();
    }

    private static ProjectionUnavailableException late(long sequence) {
        return new ProjectionUnavailableException(
                "Event " + sequence + " of the project has not been read here yet: ask again in a moment");
    }
}
