package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.app.http.Json;
import io.actionflow.secrets.app.http.Operation;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.projections.topology.Freshness;
import io.actionflow.secrets.projections.topology.Projection;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Says what this instance holds, and how old it is. */
final class GetStatus implements Operation {

    static final String PATH = "/v1/status";

    private final String resolverId;
    private final int partitions;
    private final Projection projection;

    GetStatus(String resolverId, int partitions, Projection projection) {
        this.resolverId = resolverId;
        this.partitions = partitions;
        this.projection = projection;
    }

    @Override
    public CompletionStage<Response> handle(Request request) {
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("resolverId", resolverId);
        status.put("partitions", partitions);
        status.put("hosted", new TreeSet<>(projection.hosted()));
        status.put("asOf", asOf(projection.freshness()));
        return CompletableFuture.completedFuture(Json.response(200, status));
    }

    private static @Nullable String asOf(Freshness freshness) {
        return freshness.everCaughtUp()
                ? freshness.asOf().truncatedTo(ChronoUnit.MILLIS).toString()
                : null;
    }
}
