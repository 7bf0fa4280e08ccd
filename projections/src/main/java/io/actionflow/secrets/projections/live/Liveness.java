package io.actionflow.secrets.projections.live;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a Sync is live: "active on 2 of 3 resolvers", and which the third is.
 *
 * @param resolvers those that are expected to serve it, by their ids; who was told to stop isn't among them
 * @param asOf up to when reports were read; {@link Instant#MIN} where they have not yet been, so that none is known
 */
public record Liveness(List<Instance> resolvers, Instant asOf) {

    /** What is known of one resolver. */
    public enum State {
        /** It serves the Sync, or a later one. */
        SERVING,
        /** It is there, and is not known to serve the Sync. */
        LAGGING,
        /** Nothing has been heard of it for some time, and nobody told it to stop. */
        GONE
    }

    /**
     * One resolver that is expected to serve the Sync.
     *
     * @param url where it can be reached; null where it can't
     * @param sync the latest Sync of the project that it is known to serve; null where none is known
     * @param servedAt since when it serves that, by its own clock; null where only that it does is known
     * @param lastReport when it was last heard of, by the reader's clock
     */
    public record Instance(
            String resolverId,
            @Nullable String url,
            State state,
            @Nullable Long sync,
            @Nullable Instant servedAt,
            Instant lastReport) {}

    public Liveness {
        resolvers = List.copyOf(resolvers);
    }

    /** How many serve it. */
    public int active() {
        return in(State.SERVING).size();
    }

    /** How many should. */
    public int expected() {
        return resolvers.size();
    }

    /** Whether all that should serve it do, and there is one at least. */
    public boolean isEverywhere() {
        return expected() > 0 && active() == expected();
    }

    /** Those in this state. */
    public List<Instance> in(State state) {
        return resolvers.stream().filter(it -> it.state() == state).toList();
    }
}
