package io.actionflow.secrets.resolver;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.topology.Freshness;
import io.actionflow.secrets.projections.topology.Projection;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import io.actionflow.secrets.resolver.open.ProjectionChunks;
import io.actionflow.secrets.resolver.open.SecretAddress;
import io.actionflow.secrets.resolver.open.ValueCache;
import io.actionflow.secrets.resolver.open.ValueOpener;
import io.actionflow.secrets.resolver.run.ActiveState;
import io.actionflow.secrets.resolver.run.ResolveError;
import io.actionflow.secrets.resolver.run.ResolveException;
import io.actionflow.secrets.resolver.run.Resolved;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.resolver.run.RunRef;
import io.actionflow.secrets.resolver.run.Runs;
import io.actionflow.secrets.resolver.run.StalenessLimit;
import io.actionflow.secrets.resolver.usage.UsageRecorder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Gives workers the secrets of the Actionflows that they run. One a process is enough. Safe for use by several threads.
 *
 * <p>{@link #begin} and {@link #resume} never block and never throw for what may happen: they answer with a Run or an
 * error. {@link #awaitSequence} and {@link #awaitSync} block, up to the time given. All but {@link #close} and
 * {@link #freshness} throw {@link IllegalStateException} once it is closed.
 */
public final class Resolver implements AutoCloseable {

    private final Projection projection;
    private final ValueCache values;
    private final Runs runs;

    private Resolver(Projection projection, ValueCache values, Runs runs) {
        this.projection = projection;
        this.values = values;
        this.runs = runs;
    }

    /** As {@link #of(Projection, KeysetHandle, ResolverSettings, InstantSource, MeterRegistry)}, with what is usual. */
    public static Resolver of(Projection projection, KeysetHandle privateValueKeyset) throws GeneralSecurityException {
        return of(
                projection,
                privateValueKeyset,
                ResolverSettings.DEFAULTS,
                InstantSource.system(),
                new CompositeMeterRegistry());
    }

    /**
     * A resolver over a projection, which stays its owner's to close, after the resolver.
     *
     * @throws GeneralSecurityException where the keyset is not one of private HPKE keys
     */
    public static Resolver of(
            Projection projection,
            KeysetHandle privateValueKeyset,
            ResolverSettings settings,
            InstantSource clock,
            MeterRegistry registry)
            throws GeneralSecurityException {
        return of(projection, ValueOpener.of(privateValueKeyset), settings, UsageRecorder.NONE, clock, registry);
    }

    /**
     * The same, with what opens values made already (of a keyset that may be replaced, say); {@code usage} hears of every value
     * that a Run is given.
     */
    public static Resolver of(
            Projection projection,
            ValueOpener opener,
            ResolverSettings settings,
            UsageRecorder usage,
            InstantSource clock,
            MeterRegistry registry) {
        ActiveState state = new ActiveState(projection);
        ValueCache values =
                new ValueCache(opener, new ProjectionChunks(projection), state::isActive, settings.cache(), registry);
        StalenessLimit limit = new StalenessLimit(settings.stalenessLimit(), clock);
        Runs runs = new Runs(projection, values, limit, usage, settings.snapshotBytes(), registry);
        projection.addListener((event, project, activated) -> {
            activated.forEach(secretId -> values.superseded(new SecretAddress(event.projectId(), secretId)));
            if (project.deleted()) {
                runs.deleted(event.projectId());
                values.deleted(event.projectId());
            }
            values.erased(event.projectId(), event.event().erased());
        });
        registerAge(projection, clock, registry);
        return new Resolver(projection, values, runs);
    }

    /**
     * Begins a Run on the Actionflow's latest active version.
     *
     * <p>Refused with {@code PROJECT_NOT_FOUND}, {@code NOT_ACTIVE} or {@code UNAVAILABLE}.
     */
    public Resolved<Run> begin(String projectId, String actionflowId) {
        return runs.begin(projectId, actionflowId);
    }

    /** Begins a Run on a version that a Sync made active, be it the latest or an earlier one. Refused likewise. */
    public Resolved<Run> begin(String projectId, String actionflowId, long version) {
        return runs.begin(projectId, actionflowId, version);
    }

    /**
     * Takes up a Run that was begun before, here or in another process: it sees the same version at the same Sync.
     *
     * <p>Refused with {@code UNAVAILABLE} until the state has got as far as the Run, with {@code NOT_ACTIVE} where the
     * reference is not one of a Run.
     */
    public Resolved<Run> resume(RunRef ref) {
        return runs.resume(ref);
    }

    /**
     * Waits until the project's event with this sequence is in the state, as a command's result names it: a Run that is
     * begun then sees what the command did, if a Sync has made it active.
     *
     * @throws TimeoutException where it is not by then; the message says what was awaited and what was reached
     * @throws ResolveException {@code UNAVAILABLE} where this instance can't tell
     */
    public void awaitSequence(String projectId, long sequence, Duration timeout)
            throws TimeoutException, InterruptedException {
        await(projectId, project -> project.sequence() >= sequence, timeout);
    }

    /** Waits until the project's Sync is in the state; throws as {@link #awaitSequence} does. */
    public void awaitSync(String projectId, long sync, Duration timeout) throws TimeoutException, InterruptedException {
        await(projectId, project -> project.sync() >= sync, timeout);
    }

    /** How old the state may be. */
    public Freshness freshness() {
        return projection.freshness();
    }

    /** Ends all Runs and gives up all kept values: each is zeroed once no handle of it is open. */
    @Override
    public void close() {
        runs.close();
        values.close();
    }

    private void await(String projectId, Predicate<ProjectEntry> farEnough, Duration timeout)
            throws TimeoutException, InterruptedException {
        runs.checkOpen();
        try {
            projection.await(projectId, farEnough, timeout);
        } catch (ProjectionUnavailableException e) {
            throw new ResolveException(ResolveError.UNAVAILABLE, "The project can't be read here now; try again");
        }
    }

    private static void registerAge(Projection projection, InstantSource clock, MeterRegistry registry) {
        Gauge.builder("secrets.resolver.state.age", () -> {
                    Freshness freshness = projection.freshness();
                    return freshness.everCaughtUp()
                            ? freshness.age(clock.instant()).toMillis() / 1000.0
                            : Double.NaN;
                })
                .description("How old the state may be; no number before it was first read to its end")
                .baseUnit("seconds")
                .register(registry);
    }
}
