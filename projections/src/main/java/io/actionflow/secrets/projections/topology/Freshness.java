package io.actionflow.secrets.projections.topology;

import java.time.Duration;
import java.time.Instant;

/**
 * How old the state may be.
 *
 * @param asOf the last moment at which the broker was heard from and had nothing more to read; {@link Instant#MIN} where
 *     that never was
 */
public record Freshness(Instant asOf) {

    public static final Freshness NEVER = new Freshness(Instant.MIN);

    /** Whether all that was there at the start has been read once. */
    public boolean everCaughtUp() {
        return !asOf.equals(Instant.MIN);
    }

    /** How long ago that was; meaningless before the first time. */
    public Duration age(Instant now) {
        return Duration.between(asOf, now);
    }
}
