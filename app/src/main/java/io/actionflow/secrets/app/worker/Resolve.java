package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.app.http.JsonFields;
import io.actionflow.secrets.app.http.Operation;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.resolver.Resolver;
import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.BoundInput;
import io.actionflow.secrets.resolver.run.Resolved;
import io.actionflow.secrets.resolver.run.Run;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Gives a Run the value of one binding of a node, or a result for each of them. */
final class Resolve implements Operation {

    static final String PATH = "/v1/runs/resolve";

    private static final Set<String> FIELDS = Set.of("run", "nodeId", "input");

    private final Resolver resolver;
    private final RunTokens tokens;
    private final EndedRuns ended;
    private final Router router;
    private final AnswerRoom room;

    Resolve(Resolver resolver, RunTokens tokens, EndedRuns ended, Router router, AnswerRoom room) {
        this.resolver = resolver;
        this.tokens = tokens;
        this.ended = ended;
        this.router = router;
        this.room = room;
    }

    @Override
    public CompletionStage<Response> handle(Request request) {
        JsonFields fields = JsonFields.of(request.json(), FIELDS);
        String nodeId = Access.notEmpty("nodeId", fields.text("nodeId"));
        Optional<String> input = fields.optionalText("input").map(text -> Access.notEmpty("input", text));
        RunClaim claim = Access.claim(request, fields, tokens);
        if (ended.contains(claim.runId())) {
            throw Refusals.runEnded(claim.runId()).asException();
        }
        boolean asBytes = Accept.of(request.header("Accept")) == Accept.BYTES;
        return router.answer(request, PATH, claim.ref().projectId(), () -> {
            try (Run run = resumed(claim)) {
                return input.isPresent() ? one(claim, run, nodeId, input.get(), asBytes) : all(claim, run, nodeId);
            }
        });
    }

    private Run resumed(RunClaim claim) {
        return granted(claim, resolver.resume(claim.ref()));
    }

    private Response one(RunClaim claim, Run run, String nodeId, String input, boolean asBytes) {
        BoundInput bound = bound(run, nodeId, input);
        try (AnswerRoom.Room taken = room.take(roomFor(bound));
                SecretValue value = granted(claim, run.resolve(nodeId, input))) {
            Objects.requireNonNull(taken);
            RunLog.gave(claim, 1);
            return asBytes ? Values.bytes(value) : Values.json(bound, value);
        }
    }

    private Response all(RunClaim claim, Run run, String nodeId) {
        List<BoundInput> inputs = run.bindings(nodeId);
        try (AnswerRoom.Room taken =
                room.take(inputs.stream().mapToLong(Resolve::roomFor).sum())) {
            Objects.requireNonNull(taken);
            Response response = Values.json(run, nodeId, inputs, code -> RunLog.refused(claim, code));
            RunLog.gave(claim, inputs.size());
            return response;
        }
    }

    private static long roomFor(BoundInput bound) {
        return bound.bytes() + AnswerBuffer.base64Length(bound.bytes());
    }

    /** What is bound there; where nothing is, the Run will say so. */
    private static BoundInput bound(Run run, String nodeId, String input) {
        return run.bindings(nodeId).stream()
                .filter(it -> it.input().equals(input))
                .findAny()
                .orElseGet(() -> new BoundInput(input, "", 0));
    }

    private static <T> T granted(RunClaim claim, Resolved<T> resolved) {
        if (resolved instanceof Resolved.Refused<T> refused) {
            RunLog.refused(claim, refused.code());
            throw Refusals.of(refused.code(), refused.message()).asException();
        }
        return resolved.orElseThrow();
    }
}
