package io.actionflow.secrets.resolver.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.topology.Freshness;
import io.actionflow.secrets.projections.topology.Projection;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import io.actionflow.secrets.resolver.open.ValueCache;
import io.actionflow.secrets.resolver.run.Resolved.Granted;
import io.actionflow.secrets.resolver.run.Resolved.Refused;
import io.actionflow.secrets.resolver.usage.UsageRecorder;
import io.actionflow.secrets.schemas.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins Runs, and takes up those that were begun elsewhere. Beginning on what was run before costs one look at where
 * the project stands and one in a map. Safe for use by several threads; takes no lock.
 */
public final class Runs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final Projection projection;
    private final ActiveState state;
    private final Answers answers;
    private final StalenessLimit limit;
    private final ResolveMeters meters;
    // project → what its living Runs share; gone with the last of them
    private final Cache<String, ProjectLife> lives =
            Caffeine.newBuilder().weakValues().executor(Runnable::run).build();
    // what was asked for, its version 0 where the latest was → what it binds
    private final Cache<RunRef, Snapshot> snapshots;

    /**
     * Makes it.
     *
     * @param usage hears of every value that is given
     * @param snapshotBytes what the snapshots that are remembered may take, about and all together
     */
    public Runs(
            Projection projection,
            ValueCache values,
            StalenessLimit limit,
            UsageRecorder usage,
            long snapshotBytes,
            MeterRegistry registry) {
        this.projection = projection;
        this.state = new ActiveState(projection);
        this.answers = new Answers(state, values, usage, registry);
        this.limit = limit;
        this.meters = new ResolveMeters(registry, "secrets.resolver.begins", "Runs asked for, by outcome");
        this.snapshots = Caffeine.newBuilder()
                .maximumWeight(snapshotBytes)
                .weigher((RunRef asked, Snapshot snapshot) -> snapshot.weight())
                .executor(Runnable::run)
                .build();
    }

    /** Begins a Run on the version that is the latest active one. */
    public Resolved<Run> begin(String projectId, String actionflowId) {
        checkOpen();
        return meters.count(guarded(projectId, () -> beginNow(projectId, actionflowId, ActiveState.LATEST)));
    }

    /** Begins a Run on a version that this or an earlier Sync made active. */
    public Resolved<Run> begin(String projectId, String actionflowId, long version) {
        checkOpen();
        return meters.count(guarded(projectId, () -> beginNow(projectId, actionflowId, named(version))));
    }

    /**
     * Takes up a Run that was begun somewhere. It is {@code UNAVAILABLE} where the state read here has not reached the
     * Run's Sync: the Run itself is the proof that there is more to read.
     */
    public Resolved<Run> resume(RunRef ref) {
        checkOpen();
        return meters.count(guarded(ref.projectId(), () -> resumeNow(ref)));
    }

    /** The project was deleted: its Runs are given nothing from now on, and nothing of it is remembered. */
    public void deleted(String projectId) {
        ProjectLife life = lives.getIfPresent(projectId);
        if (life != null) {
            life.end();
        }
        snapshots.asMap().keySet().removeIf(asked -> asked.projectId().equals(projectId));
    }

    /** Ends all Runs: whatever is asked of one from now on throws {@link IllegalStateException}. */
    @Override
    public void close() {
        answers.close();
        snapshots.invalidateAll();
    }

    private Resolved<Run> beginNow(String projectId, String actionflowId, long version) {
        // Read first, so that what is read afterwards is no older than it says.
        Freshness freshness = projection.freshness();
        // Shared before the look: who deletes the project afterwards finds it.
        ProjectLife life = lives.get(projectId, id -> new ProjectLife());
        ProjectEntry head = Ids.isValid(projectId) ? state.head(projectId) : null;
        if (head == null) {
            String what = "Expected project " + Wording.quote(projectId);
            return missing(freshness, ResolveError.PROJECT_NOT_FOUND, what + ", but there is none");
        }
        return run(freshness, life, new RunRef(projectId, actionflowId, version, head.sync()));
    }

    private Resolved<Run> resumeNow(RunRef ref) {
        Freshness freshness = projection.freshness();
        ProjectLife life = lives.get(ref.projectId(), id -> new ProjectLife());
        ProjectEntry head = Ids.isValid(ref.projectId()) ? state.head(ref.projectId()) : null;
        if (head == null && Ids.isValid(ref.projectId()) && state.isDeleted(ref.projectId())) {
            return new Refused<>(
                    ResolveError.PROJECT_NOT_FOUND,
                    "Expected project " + Wording.quote(ref.projectId()) + ", but it was deleted");
        }
        long reached = head == null ? 0 : head.sync();
        if (head == null || reached < ref.sync()) {
            return unavailable("Expected project " + Wording.quote(ref.projectId()) + " to be at Sync " + ref.sync()
                    + ", but only Sync " + reached + " was read here so far");
        }
        return run(freshness, life, new RunRef(ref.projectId(), ref.actionflowId(), named(ref.version()), ref.sync()));
    }

    /** A version that a caller names: never taken for one of the two that stand for something else. */
    private static long named(long version) {
        return version < 1 ? ActiveState.NEVER : version;
    }

    private Resolved<Run> run(Freshness freshness, ProjectLife life, RunRef asked) {
        Snapshot snapshot = snapshot(asked);
        if (snapshot == null) {
            String what = asked.version() < 1 ? "" : "version " + asked.version() + " of ";
            return missing(
                    freshness,
                    ResolveError.NOT_ACTIVE,
                    "Expected " + what + "Actionflow " + Wording.quote(asked.actionflowId())
                            + " to be active, but it is not at Sync " + asked.sync());
        }
        return new Granted<>(new Run(answers, snapshot, life, freshness));
    }

    private @Nullable Snapshot snapshot(RunRef asked) {
        Snapshot known = snapshots.getIfPresent(asked);
        if (known != null || !Ids.isValid(asked.actionflowId())) {
            return known;
        }
        Snapshot read = state.snapshot(asked.projectId(), asked.actionflowId(), asked.version(), asked.sync());
        if (read != null) {
            snapshots.put(asked, read);
        }
        return read;
    }

    private static Resolved<Run> guarded(String projectId, Supplier<Resolved<Run>> begin) {
        try {
            return begin.get();
        } catch (ProjectionUnavailableException e) {
            LOG.debug("Project {} can't be read now", Wording.quote(projectId), e);
            return unavailable("Project " + Wording.quote(projectId) + " can't be read here now; try again");
        }
    }

    /** Throws {@link IllegalStateException} once it is closed. */
    public void checkOpen() {
        if (answers.isClosed()) {
            throw new IllegalStateException("The resolver was closed");
        }
    }

    private Resolved<Run> missing(Freshness freshness, ResolveError code, String message) {
        return limit.allows(freshness)
                ? new Refused<>(code, message)
                : unavailable(message + " as far as is known: " + limit.describe(freshness));
    }

    private static Resolved<Run> unavailable(String message) {
        return new Refused<>(ResolveError.UNAVAILABLE, message);
    }
}
