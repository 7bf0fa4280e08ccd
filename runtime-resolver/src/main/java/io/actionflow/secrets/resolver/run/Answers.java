package io.actionflow.secrets.resolver.run;

import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import io.actionflow.secrets.resolver.open.SealedValue;
import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.open.ValueCache;
import io.actionflow.secrets.resolver.run.Resolved.Granted;
import io.actionflow.secrets.resolver.run.Resolved.Refused;
import io.actionflow.secrets.resolver.usage.UsageRecorder;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the questions of all Runs: a value, or which error it is. */
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final ActiveState state;
    private final ValueCache values;
    private final UsageRecorder usage;
    private final ResolveMeters meters;
    private volatile boolean closed;

    Answers(ActiveState state, ValueCache values, UsageRecorder usage, MeterRegistry registry) {
        this.state = state;
        this.values = values;
        this.usage = usage;
        this.meters = new ResolveMeters(registry, "secrets.resolver.resolves", "Values asked for, by outcome");
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    Resolved<SecretValue> byInput(Snapshot snapshot, String nodeId, String input) {
        Bound bound = snapshot.bound(nodeId, input);
        return meters.count(
                bound == null
                        ? notBound(snapshot, nodeId, "input " + Wording.quote(input))
                        : open(snapshot, nodeId, bound));
    }

    Resolved<SecretValue> bySecret(Snapshot snapshot, String nodeId, String secretId) {
        Bound bound = snapshot.boundSecret(nodeId, secretId);
        return meters.count(bound == null ? whyNot(snapshot, nodeId, secretId) : open(snapshot, nodeId, bound));
    }

    /** What is answered to a Run whose project was deleted meanwhile. */
    Resolved<SecretValue> projectDeleted(Snapshot snapshot) {
        return meters.count(new Refused<>(
                ResolveError.PROJECT_NOT_FOUND,
                "Expected project " + snapshot.ref().projectId() + ", but it was deleted"));
    }

    /** The value of what is bound, counted. */
    Resolved<SecretValue> byBinding(Snapshot snapshot, String nodeId, Bound bound) {
        return meters.count(open(snapshot, nodeId, bound));
    }

    private Resolved<SecretValue> open(Snapshot snapshot, String nodeId, Bound bound) {
        Resolved<SecretValue> answer = open(bound);
        if (answer instanceof Granted<SecretValue>) {
            RunRef ref = snapshot.ref();
            usage.resolved(ref.projectId(), bound.secretId(), ref.actionflowId(), ref.version(), nodeId);
        }
        return answer;
    }

    private Resolved<SecretValue> open(Bound bound) {
        SealedValue value = bound.value();
        if (value == null) {
            return bound.deleted() ? deleted(bound) : corrupt(bound);
        }
        try {
            return opened(bound, value);
        } catch (ProjectionUnavailableException e) {
            LOG.debug("Value {} can't be read now", value.ref().valueId(), e);
            return new Refused<>(ResolveError.UNAVAILABLE, "The value can't be read here now; try again");
        }
    }

    private Resolved<SecretValue> opened(Bound bound, SealedValue value) {
        try {
            return new Granted<>(values.open(value));
        } catch (DecryptionException e) {
            // Looked up only now: what is opened in the usual way costs nothing more.
            if (state.isErased(value)) {
                return erased(bound);
            }
            LOG.warn("Value {} can't be opened: {}", value.ref().valueId(), e.reason());
            return e.reason() == DecryptionException.Reason.UNKNOWN_KEY ? unknownKey(bound) : corrupt(bound);
        }
    }

    private Resolved<SecretValue> whyNot(Snapshot snapshot, String nodeId, String secretId) {
        RunRef ref = snapshot.ref();
        try {
            return Ids.isValid(secretId) && state.hasSecret(ref.projectId(), secretId, ref.sync())
                    ? notBound(snapshot, nodeId, "any input to secret " + Wording.quote(secretId))
                    : new Refused<>(
                            ResolveError.SECRET_NOT_FOUND,
                            "Expected secret " + Wording.quote(secretId) + " in project " + ref.projectId()
                                    + ", but there is none at Sync " + ref.sync());
        } catch (ProjectionUnavailableException e) {
            LOG.debug("Secrets of project {} can't be looked up now", ref.projectId(), e);
            return new Refused<>(
                    ResolveError.UNAVAILABLE, "Whether the project has the secret can't be read here now; try again");
        }
    }

    private static Resolved<SecretValue> notBound(Snapshot snapshot, String nodeId, String what) {
        RunRef ref = snapshot.ref();
        return new Refused<>(
                ResolveError.NOT_BOUND,
                "Expected node " + Wording.quote(nodeId) + " to bind " + what + ", but version " + ref.version()
                        + " of Actionflow " + ref.actionflowId() + " does not");
    }

    private static Resolved<SecretValue> deleted(Bound bound) {
        return new Refused<>(
                ResolveError.SECRET_DELETED,
                "Expected secret " + bound.secretId() + " to be there, but it was deleted by the Run's Sync");
    }

    private static Resolved<SecretValue> erased(Bound bound) {
        return new Refused<>(
                ResolveError.VALUE_ERASED,
                "Expected the value that secret " + bound.secretId()
                        + " had at the Run's Sync, but it was erased after its retention: begin a new Run");
    }

    private static Resolved<SecretValue> unknownKey(Bound bound) {
        return new Refused<>(
                ResolveError.UNKNOWN_KEY,
                "Expected to open secret " + bound.secretId() + ", but it is sealed to a key that this resolver lacks");
    }

    private static Resolved<SecretValue> corrupt(Bound bound) {
        return new Refused<>(
                ResolveError.CORRUPT,
                "Expected to open secret " + bound.secretId() + ", but what is stored is not the value that was saved");
    }
}
