package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.projections.live.Liveness;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where a Sync is live, in JSON. */
final class LiveJson {

    private LiveJson() {}

    static Map<String, Object> of(long sync, Liveness live, Optional<Duration> took) {
        JsonObject json = new JsonObject()
                .with("sync", sync)
                .with("active", live.active())
                .with("expected", live.expected())
                .with("live", live.isEverywhere());
        took.filter(it -> live.isEverywhere()).ifPresent(it -> json.with("tookMs", Math.max(0, it.toMillis())));
        return json.with(
                        "resolvers",
                        live.resolvers().stream().map(LiveJson::resolver).toList())
                .members();
    }

    private static Map<String, Object> resolver(Liveness.Instance resolver) {
        JsonObject json = new JsonObject()
                .with("resolverId", resolver.resolverId())
                .with("state", resolver.state().name())
                .with("sync", resolver.sync())
                .with("lastReportAt", resolver.lastReport());
        return json.with("servedAt", Optional.ofNullable(resolver.servedAt()).map(Instant::toString))
                .members();
    }

    /**
     * From a moment until the last of all resolvers served exactly this Sync, by their clocks; empty where one does not say
     * since when, or serves a later one by now.
     */
    static Optional<Duration> took(Instant from, long sync, Liveness live) {
        boolean isKnown =
                live.resolvers().stream().allMatch(it -> it.servedAt() != null && Objects.equals(it.sync(), sync));
        return isKnown
                ? live.resolvers().stream()
                        .map(it -> Objects.requireNonNull(it.servedAt()))
                        .max(Comparator.naturalOrder())
                        .map(last -> Duration.between(from, last))
                : Optional.empty();
    }
}
