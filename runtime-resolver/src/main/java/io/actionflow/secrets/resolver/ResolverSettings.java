package io.actionflow.secrets.resolver;

import io.actionflow.secrets.resolver.open.CacheSettings;
import java.time.Duration;

/**
 * What can be set.
 *
 * @param cache which opened values are kept in memory
 * @param stalenessLimit how old the state may be for "there is no such project", or "it is not active", to be said;
 *     beyond it the answer is {@code UNAVAILABLE}
 * @param snapshotBytes about how much memory is used to remember what active versions bind, so that beginning a Run on
 *     them is cheap
 */
public record ResolverSettings(CacheSettings cache, Duration stalenessLimit, long snapshotBytes) {

    public static final ResolverSettings DEFAULTS =
            new ResolverSettings(CacheSettings.DEFAULTS, Duration.ofSeconds(10), 32L * 1024 * 1024);

    public ResolverSettings {
        if (stalenessLimit.isNegative()) {
            throw new IllegalArgumentException("Expected a staleness limit of 0 or more, but got " + stalenessLimit);
        }
        if (snapshotBytes < 0) {
            throw new IllegalArgumentException(
                    "Expected to use 0 or more bytes for snapshots, but got " + snapshotBytes);
        }
    }

    public ResolverSettings withCache(CacheSettings cache) {
        return new ResolverSettings(cache, stalenessLimit, snapshotBytes);
    }

    public ResolverSettings withStalenessLimit(Duration stalenessLimit) {
        return new ResolverSettings(cache, stalenessLimit, snapshotBytes);
    }

    public ResolverSettings withSnapshotBytes(long snapshotBytes) {
        return new ResolverSettings(cache, stalenessLimit, snapshotBytes);
    }
}
