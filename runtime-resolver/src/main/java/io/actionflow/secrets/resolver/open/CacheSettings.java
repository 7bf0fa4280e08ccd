package io.actionflow.secrets.resolver.open;

import java.time.Duration;

/**
 * How many opened values are kept in memory, and for how long.
 *
 * @param bytes of all kept values together, with what it costs to keep them; 0 keeps none
 * @param largestValue the longest value that is kept, in bytes, at most 1 MiB
 * @param idle how long a value stays that nobody asks for
 */
public record CacheSettings(long bytes, int largestValue, Duration idle) {

    /** No value longer than this is ever kept, whatever the settings: 1 MiB. */
    public static final int MAX_KEPT_VALUE_BYTES = 1024 * 1024;

    /** 64 MiB, values of at most 1 MiB, for 15 minutes. */
    public static final CacheSettings DEFAULTS =
            new CacheSettings(64L * 1024 * 1024, MAX_KEPT_VALUE_BYTES, Duration.ofMinutes(15));

    public CacheSettings {
        if (bytes < 0) {
            throw new IllegalArgumentException("Expected 0 or more bytes for opened values, but got " + bytes);
        }
        if (largestValue < 0 || largestValue > MAX_KEPT_VALUE_BYTES) {
            throw new IllegalArgumentException("Expected the largest kept value to have 0 to " + MAX_KEPT_VALUE_BYTES
                    + " bytes, but got " + largestValue);
        }
        if (idle.isNegative() || idle.isZero()) {
            throw new IllegalArgumentException("Expected to keep idle values for a while, but got " + idle);
        }
    }
}
