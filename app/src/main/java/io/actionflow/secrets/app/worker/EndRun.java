package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.app.http.Json;
import io.actionflow.secrets.app.http.JsonFields;
import io.actionflow.secrets.app.http.Operation;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.app.http.Response;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ends a Run: neither this instance gives it more values, nor any other through this one. */
final class EndRun implements Operation {

    static final String PATH = "/v1/runs/end";

    private static final Set<String> FIELDS = Set.of("run");

    private final RunTokens tokens;
    private final EndedRuns ended;

    EndRun(RunTokens tokens, EndedRuns ended) {
        this.tokens = tokens;
        this.ended = ended;
    }

    @Override
    public CompletionStage<Response> handle(Request request) {
        RunClaim claim = Access.claim(request, JsonFields.of(request.json(), FIELDS), tokens);
        ended.add(claim.runId());
        RunLog.ended(claim);
        return CompletableFuture.completedFuture(Json.empty(204, Map.of()));
    }
}
