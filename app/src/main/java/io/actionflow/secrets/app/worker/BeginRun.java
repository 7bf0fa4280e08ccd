package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.app.http.Json;
import io.actionflow.secrets.app.http.JsonFields;
import io.actionflow.secrets.app.http.Operation;
import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.resolver.Resolver;
import io.actionflow.secrets.resolver.run.Resolved;
import io.actionflow.secrets.resolver.run.Run;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Begins a Run and gives its token. */
final class BeginRun implements Operation {

    static final String PATH = "/v1/runs";

    private static final Set<String> FIELDS = Set.of("projectId", "actionflowId", "version");

    private final Resolver resolver;
    private final RunTokens tokens;
    private final Router router;

    BeginRun(Resolver resolver, RunTokens tokens, Router router) {
        this.resolver = resolver;
        this.tokens = tokens;
        this.router = router;
    }

    @Override
    public CompletionStage<Response> handle(Request request) {
        JsonFields fields = JsonFields.of(request.json(), FIELDS);
        String projectId = Access.id(fields, "projectId");
        String actionflowId = Access.id(fields, "actionflowId");
        OptionalLong version = version(fields);
        Access.check(request, projectId);
        return router.answer(request, PATH, projectId, () -> begun(begin(projectId, actionflowId, version), request));
    }

    private Resolved<Run> begin(String projectId, String actionflowId, OptionalLong version) {
        return version.isPresent()
                ? resolver.begin(projectId, actionflowId, version.getAsLong())
                : resolver.begin(projectId, actionflowId);
    }

    private Response begun(Resolved<Run> begun, Request request) {
        if (begun instanceof Resolved.Refused<Run> refused) {
            throw Refusals.of(refused.code(), refused.message()).asException();
        }
        try (Run run = begun.orElseThrow()) {
            RunClaim claim = tokens.begin(run.ref(), request.caller().subject());
            request.note("runId", claim.runId());
            RunLog.begun(claim);
            return Json.response(201, answer(claim, run));
        }
    }

    private Map<String, Object> answer(RunClaim claim, Run run) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("run", tokens.seal(claim));
        answer.put("runId", claim.runId());
        answer.put("projectId", claim.ref().projectId());
        answer.put("actionflowId", claim.ref().actionflowId());
        answer.put("version", claim.ref().version());
        answer.put("sync", claim.ref().sync());
        answer.put("asOf", run.freshness().asOf().truncatedTo(ChronoUnit.MILLIS).toString());
        return answer;
    }

    private static OptionalLong version(JsonFields fields) {
        OptionalLong version = fields.optionalWhole("version");
        if (version.isPresent() && version.getAsLong() < 1) {
            throw Problem.malformed("/version", "The field /version must be 1 or more")
                    .asException();
        }
        return version;
    }
}
