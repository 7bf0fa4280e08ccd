package io.actionflow.secrets.resolver;

import io.actionflow.secrets.resolver.open.CacheSettings;
import java.time.Duration;

/**
 * What can be set.
 *
 * @param cache which opened values are kept in memory
 * @param stalenessLimit how old the state may be for "there is no such project", or "it is not active", to be said;
 *     beyond it the answer is {@code UNAVAILABLE}
 * @param maxBindings how many bindings of active versions are remembered, all together, so that beginning a Run on them
 *     is cheap
 */
public record ResolverSettings(CacheSettings cache, Duration stalenessLimit, long maxBindings) {

    public static final ResolverSettings DEFAULTS =
            new ResolverSettings(CacheSettings.DEFAULTS, Duration.ofSeconds(10), 100_000);

    public ResolverSettings {
        if (stalenessLimit.isNegative()) {
            throw new IllegalArgumentException("Expected a staleness limit of 0 or more, but got " + stalenessLimit);
        }
        if (maxBindings < 0) {
            throw new IllegalArgumentException("Expected to remember 0 or more bindings, but got " + maxBindings);
        }
    }

    public ResolverSettings withCache(CacheSettings cache) {
        return new ResolverSettings(cache, stalenessLimit, maxBindings);
    }

    public ResolverSettings withStalenessLimit(Duration stalenessLimit) {
        return new ResolverSettings(cache, stalenessLimit, maxBindings);
    }

    public ResolverSettings withMaxBindings(long maxBindings) {
        return new ResolverSettings(cache, stalenessLimit, maxBindings);
    }
}
