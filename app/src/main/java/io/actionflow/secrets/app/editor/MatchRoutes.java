package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.http.Json;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.app.http.Route;
import io.actionflow.secrets.schemas.command.CommandForm;
import io.actionflow.secrets.schemas.command.MatchSecret;
import io.actionflow.secrets.schemas.record.Compared;
import io.actionflow.secrets.schemas.record.MatchAnswer;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.Accepted;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whether a candidate is a secret's value: asked here, answered by a resolver. */
final class MatchRoutes {

    private static final String PATH = "/v1/projects/{projectId}/secrets/{secretId}/match";
    private static final long LARGEST_BODY = 32L << 20;

    /** How long an answer is waited for; whoever asks again with the same command id waits on. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);

    private final Writing writing;
    private final ValueSending values;
    private final MatchAnswers answers;
    private final Waits waits;

    private MatchRoutes(Writing writing, ValueSending values, MatchAnswers answers, Waits waits) {
        this.writing = writing;
        this.values = values;
        this.answers = answers;
        this.waits = waits;
    }

    static List<Route> routes(Writing writing, ValueSending values, MatchAnswers answers, Waits waits) {
        MatchRoutes all = new MatchRoutes(writing, values, answers, waits);
        return List.of(EditorApi.route("POST", PATH, "matchSecret", LARGEST_BODY, all::match));
    }

    private CompletionStage<Response> match(Request request) throws IOException {
        String projectId = Parameters.id(request, "projectId");
        String secretId = Parameters.id(request, "secretId");
        String commandId = Parameters.commandId(request);
        String actor = request.caller().subject();
        try (SecretBody body = SecretBodyReader.read(request, SecretBodyReader.OF_MATCH)) {
            Compared compared = body.compared().orElse(Compared.DRAFT);
            ValueInput candidate = body.value().orElseThrow(() -> JsonTexts.missing("/value"));
            MatchSecret draft = new MatchSecret(projectId, actor, secretId, compared, values.announced(candidate));
            CommandForm.fault(commandId, draft).ifPresent(fault -> {
                throw Outcomes.problem(fault).asException();
            });
            CompletableFuture<ValueRef> sent = values.send(projectId, secretId, candidate);
            return waits.of(
                    request,
                    () -> sent.thenCompose(
                            ref -> asked(commandId, new MatchSecret(projectId, actor, secretId, compared, ref))));
        }
    }

    private CompletionStage<Response> asked(String commandId, MatchSecret command) {
        return writing.send(commandId, command).thenCompose(accepted -> {
            MatchAnswers.Question question = new MatchAnswers.Question(
                    command.projectId(), command.secretId(), command.actor(), accepted.sequence());
            return answers.answer(question, ANSWERED_WITHIN)
                    .thenApply(answer -> answered(commandId, accepted, command.compared(), answer));
        });
    }

    private static Response answered(
            String commandId, Accepted accepted, Compared compared, Optional<MatchAnswer> answer) {
        JsonObject body = new JsonObject()
                .with("commandId", commandId)
                .with("sequence", accepted.sequence())
                .with("compared", compared.name());
        Map<String, String> headers = new HashMap<>(Writing.headers(commandId, accepted));
        if (answer.isEmpty()) {
            headers.put("Retry-After", "1");
            return Json.response(202, headers, body.members());
        }
        body.with("answer", answer.get().name());
        if (answer.get() != MatchAnswer.UNKNOWN) {
            body.with("equal", answer.get() == MatchAnswer.EQUAL);
        }
        return Json.response(200, headers, body.members());
    }
}
