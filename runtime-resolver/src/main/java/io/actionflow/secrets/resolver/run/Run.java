package io.actionflow.secrets.resolver.run;

import io.actionflow.secrets.projections.topology.Freshness;
import io.actionflow.secrets.resolver.open.SecretValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One execution of one Actionflow version, which sees one Sync of its project from beginning to end, whatever is edited,
 * deleted or synchronized meanwhile. It gives a node what this version binds in this node, and nothing else.
 *
 * <p>A Run takes no room worth speaking of: it can be kept for as long as the execution lasts. Close it then; every method
 * that is asked for a value throws {@link IllegalStateException} afterwards, and when the resolver was closed. Values that
 * were given out stay open until each is closed. Safe for use by several threads.
 */
public final class Run implements AutoCloseable {

    private final Answers answers;
    private final Snapshot snapshot;
    private final ProjectLife life;
    private final Freshness freshness;
    private volatile boolean ended;

    Run(Answers answers, Snapshot snapshot, ProjectLife life, Freshness freshness) {
        this.answers = answers;
        this.snapshot = snapshot;
        this.life = life;
        this.freshness = freshness;
    }

    /**
     * The value that is bound to the node's input.
     *
     * <p>Refused with {@code PROJECT_NOT_FOUND} once the project was deleted, {@code NOT_BOUND}, {@code SECRET_DELETED},
     * {@code VALUE_ERASED}, {@code UNAVAILABLE}, {@code UNKNOWN_KEY} or {@code CORRUPT}.
     */
    public Resolved<SecretValue> resolve(String nodeId, String input) {
        checkNotEnded();
        return life.isOver() ? answers.projectDeleted(snapshot) : answers.byInput(snapshot, nodeId, input);
    }

    /**
     * The value of a secret that is bound to some input of the node. Refused as {@link #resolve} is, and with {@code
     * SECRET_NOT_FOUND} where nothing binds the secret because the project has none with this id.
     */
    public Resolved<SecretValue> resolveSecret(String nodeId, String secretId) {
        checkNotEnded();
        return life.isOver() ? answers.projectDeleted(snapshot) : answers.bySecret(snapshot, nodeId, secretId);
    }

    /**
     * One answer for every input of the node to which a secret is bound, in the version's order; empty where there is
     * none. Each value that is granted is the caller's to close.
     */
    public Map<String, Resolved<SecretValue>> resolveAll(String nodeId) {
        checkNotEnded();
        Map<String, Resolved<SecretValue>> resolved = new LinkedHashMap<>();
        boolean complete = false;
        try {
            snapshot.inputs(nodeId)
                    .forEach((input, bound) -> resolved.put(
                            input,
                            life.isOver()
                                    ? answers.projectDeleted(snapshot)
                                    : answers.byBinding(snapshot, nodeId, bound)));
            complete = true;
            return Collections.unmodifiableMap(resolved);
        } finally {
            if (!complete) {
                resolved.values().forEach(Run::discard);
            }
        }
    }

    /**
     * The inputs of the node to which secrets are bound, in the version's order; empty where there is none. Whoever has no
     * room for all values at a time asks for one after the other.
     */
    public List<BoundInput> bindings(String nodeId) {
        checkNotEnded();
        List<BoundInput> bindings = new ArrayList<>();
        snapshot.inputs(nodeId).forEach((input, bound) -> bindings.add(BoundInput.of(input, bound)));
        return List.copyOf(bindings);
    }

    private static void discard(Resolved<SecretValue> resolved) {
        if (resolved instanceof Resolved.Granted<SecretValue> granted) {
            granted.value().close();
        }
    }

    /** The version that runs. */
    public long version() {
        return snapshot.ref().version();
    }

    /** The Sync that the Run sees. */
    public long sync() {
        return snapshot.ref().sync();
    }

    /** What another process needs to take the Run up. */
    public RunRef ref() {
        return snapshot.ref();
    }

    /** How old the state was from which the Run was begun or taken up. */
    public Freshness freshness() {
        return freshness;
    }

    /** Ends the Run. Ending it twice does nothing. */
    @Override
    public void close() {
        ended = true;
    }

    @Override
    public String toString() {
        return "Run" + snapshot.ref();
    }

    private void checkNotEnded() {
        if (ended) {
            throw new IllegalStateException("The Run has ended");
        }
        if (answers.isClosed()) {
            throw new IllegalStateException("The resolver was closed");
        }
    }
}
