package io.actionflow.secrets.app.service;

import io.actionflow.secrets.app.config.ApiConfig;
import io.actionflow.secrets.app.config.ServiceConfig;
import io.actionflow.secrets.app.config.Setting;
import io.actionflow.secrets.projections.topology.ReadConfig;
import io.actionflow.secrets.resolver.ResolverSettings;
import io.actionflow.secrets.resolver.duty.ResealSettings;
import io.actionflow.secrets.resolver.open.CacheSettings;
import io.actionflow.secrets.resolver.usage.UsageSettings;
import io.actionflow.secrets.schemas.Ids;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What can be chosen about a resolver.
 *
 * @param group instances of the same group share the partitions, each of which is held by one of them; without a group an
 *     instance holds them all. Groups, and instances without one, are replicas of each other
 * @param http how its API is served; empty for a resolver that is used from within the process
 * @param resolving what it keeps in memory, and how old its state may be
 * @param usage how often it says what was resolved
 * @param resealing how fast it seals values anew, where it serves an API
 */
public record ResolverOptions(
        Optional<String> group,
        Optional<ResolverHttp> http,
        ResolverSettings resolving,
        UsageSettings usage,
        ResealSettings resealing) {

    /** An instance that holds everything and is used from within the process. */
    public static final ResolverOptions EMBEDDED = new ResolverOptions(Optional.empty(), Optional.empty());

    /** With what is usual for everything else. */
    public ResolverOptions(Optional<String> group, Optional<ResolverHttp> http) {
        this(group, http, ResolverSettings.DEFAULTS, UsageSettings.DEFAULTS, ResealSettings.USUAL);
    }

    private static final int LONGEST_GROUP = 100;

    public ResolverOptions {
        group.ifPresent(name -> {
            if (!Ids.isValid(name) || name.length() > LONGEST_GROUP) {
                throw new IllegalArgumentException("A resolver's group must be 1 to " + LONGEST_GROUP
                        + " characters of A-Za-z0-9._~-, but is " + name);
            }
        });
    }

    /** What a configuration says that was loaded for an API. */
    static ResolverOptions of(ServiceConfig config) throws IOException {
        Optional<String> group = config.optional(Setting.RESOLVER_GROUP);
        ResolverHttp http = new ResolverHttp(
                ApiConfig.http(config, ApiConfig.RESOLVER_LISTEN),
                ApiConfig.authenticator(config),
                config.optional(Setting.RESOLVER_URL).map(URI::create),
                config.has(Setting.RESOLVER_PEER_CA)
                        ? Optional.of(config.path(Setting.RESOLVER_PEER_CA))
                        : Optional.empty());
        UsageSettings usage = config.millis(Setting.RESOLVER_USAGE_INTERVAL_MS)
                .map(UsageSettings.DEFAULTS::withEvery)
                .orElse(UsageSettings.DEFAULTS);
        return new ResolverOptions(group, Optional.of(http), resolving(config), usage, resealing(config));
    }

    private static ResealSettings resealing(ServiceConfig config) {
        ResealSettings usual = ResealSettings.USUAL;
        return new ResealSettings(
                usual.lookEvery(),
                usual.walkEvery(),
                usual.againAfter(),
                config.count(Setting.RESOLVER_RESEAL_PER_SECOND).orElse(usual.perSecond()));
    }

    private static ResolverSettings resolving(ServiceConfig config) {
        ResolverSettings usual = ResolverSettings.DEFAULTS;
        CacheSettings cache = usual.cache();
        return usual.withCache(new CacheSettings(
                        config.bytes(Setting.RESOLVER_CACHE_BYTES).orElse(cache.bytes()),
                        cache.largestValue(),
                        cache.idle()))
                .withStalenessLimit(config.millis(Setting.STATE_OLDEST_MS).orElse(usual.stalenessLimit()));
    }

    /** The name under which the group, or the instance alone, reads the log. */
    String applicationId(Path stateDirectory) {
        return group.map(name -> ReadConfig.DEFAULT_APPLICATION_ID + "-" + name)
                .orElseGet(() -> ReadConfig.ownApplicationId(ReadConfig.DEFAULT_APPLICATION_ID, stateDirectory));
    }
}
