package io.actionflow.secrets.commands.processor;

import java.time.Duration;

/**
 * When values are given up that nothing needs any more.
 *
 * @param retention how long after the Sync that retired it a value is kept, so that running flows finish; may be zero
 * @param beatEvery how often something is written on a quiet partition while the broker has something to erase there, and
 *     how often is looked whether it has
 */
public record ErasureSettings(Duration retention, Duration beatEvery) {

    public static final ErasureSettings DEFAULTS = new ErasureSettings(Duration.ofHours(24), Duration.ofMinutes(5));

    public ErasureSettings {
        if (retention.isNegative()) {
            throw new IllegalArgumentException("Expected a retention of 0 or more, but got " + retention);
        }
        if (beatEvery.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(
                    "Expected to beat every millisecond or less often, but got " + beatEvery);
        }
    }
}
