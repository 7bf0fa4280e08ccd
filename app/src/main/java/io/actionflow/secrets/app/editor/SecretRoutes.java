package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.http.Json;
import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.app.http.Route;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.projections.state.SecretStatus;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CommandForm;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One secret: shown, added, edited, deleted. */
final class SecretRoutes {

    private static final String ALL = "/v1/projects/{projectId}/secrets";
    private static final String ONE = ALL + "/{secretId}";
    private static final String LIST = "usages";
    private static final long MOST_CHARACTERS = 1024 * 1024;

    /** Room for name and description of 8 MiB, and a value of some MiB: longer ones are sent in chunks. */
    private static final long LARGEST_BODY = 32L << 20;

    private final Writing writing;
    private final ValueSending values;

    private SecretRoutes(Writing writing, ValueSending values) {
        this.writing = writing;
        this.values = values;
    }

    static List<Route> routes(Reading reading, Writing writing, ValueSending values) {
        SecretRoutes all = new SecretRoutes(writing, values);
        return List.of(
                EditorApi.route("POST", ALL, "addSecret", LARGEST_BODY, all::add),
                EditorApi.route("GET", ONE, "getSecret", 0, reading.now(SecretRoutes::get)),
                EditorApi.route("PATCH", ONE, "editSecret", LARGEST_BODY, all::edit),
                EditorApi.route("DELETE", ONE, "deleteSecret", 0, all::delete),
                EditorApi.route("GET", ONE + "/usages", "listUsages", 0, reading.now(SecretRoutes::usages)));
    }

    // ------------------------------------------------------------------ reads

    private static Response get(Reading.Access access) {
        SecretEntry secret = secret(access);
        SecretStatus status = access.view().status(secret);
        if (status == null) {
            throw missing();
        }
        Map<String, String> headers = new HashMap<>(access.headers());
        headers.put("ETag", "\"" + secret.version() + "\"");
        return Json.response(200, headers, SecretJson.whole(access.view(), secret, status));
    }

    private static SecretEntry secret(Reading.Access access) {
        SecretEntry secret = access.view().secretEver(Parameters.id(access.request(), "secretId"));
        if (secret == null) {
            throw missing();
        }
        return secret;
    }

    private static RuntimeException missing() {
        return Problem.of(404, "SECRET_NOT_FOUND", "The project has no secret with this id")
                .asException();
    }

    private static Response usages(Reading.Access access) {
        String secretId = secret(access).secretId();
        Optional<Cursor> cursor = access.request().query("cursor").map(it -> Cursor.read(LIST, 2, it));
        FirstUsages usages = new FirstUsages(Parameters.limit(access.request()), MOST_CHARACTERS);
        UsagePlace place = UsagePlace.of(cursor);
        access.view()
                .scan()
                .usages(secretId, place.actionflowId(), usage -> place.isBefore(usage) || usages.add(usage));
        JsonObject body = new JsonObject().with("usages", usages.usages());
        if (!usages.complete()) {
            body.with("next", Cursor.of(LIST, place.after(usages.usages())));
        }
        return Json.response(200, access.headers(), body.members());
    }

    // ------------------------------------------------------------------ writes

    private CompletionStage<Response> add(Request request) throws IOException {
        String projectId = Parameters.id(request, "projectId");
        String commandId = Parameters.commandId(request);
        String actor = request.caller().subject();
        try (SecretBody body = SecretBodyReader.read(request, SecretBodyReader.OF_NEW)) {
            String secretId = body.secretId().orElse(commandId);
            String name = body.name().orElseThrow(() -> JsonTexts.missing("/name"));
            String description = body.description().orElse("");
            ValueInput value = body.value().orElseThrow(() -> JsonTexts.missing("/value"));
            return withValue(
                    201, commandId, value, ref -> new AddSecret(projectId, actor, secretId, name, description, ref));
        }
    }

    private CompletionStage<Response> edit(Request request) throws IOException {
        String projectId = Parameters.id(request, "projectId");
        String secretId = Parameters.id(request, "secretId");
        String commandId = Parameters.commandId(request);
        Long expected = Parameters.expectedVersion(request).orElse(null);
        String actor = request.caller().subject();
        try (SecretBody body = SecretBodyReader.read(request, SecretBodyReader.OF_EDIT)) {
            String name = body.name().orElse(null);
            String description = body.description().orElse(null);
            Function<@Nullable ValueRef, Command> command =
                    ref -> new EditSecret(projectId, actor, secretId, name, description, ref, expected);
            return body.value().isPresent()
                    ? withValue(200, commandId, body.value().get(), command::apply)
                    : written(200, commandId, command.apply(null), new JsonObject());
        }
    }

    private CompletionStage<Response> delete(Request request) {
        String commandId = Parameters.commandId(request);
        DeleteSecret command = new DeleteSecret(
                Parameters.id(request, "projectId"),
                request.caller().subject(),
                Parameters.id(request, "secretId"),
                Parameters.expectedVersion(request).orElse(null));
        return written(200, commandId, command, new JsonObject());
    }

    private CompletionStage<Response> withValue(
            int status, String commandId, ValueInput value, Function<ValueRef, Command> command) throws IOException {
        ValueRef announced = values.announced(value);
        Command draft = command.apply(announced);
        // What can be seen to be wrong is refused before a chunk is sent.
        CommandForm.fault(commandId, draft).ifPresent(fault -> {
            throw Outcomes.problem(fault).asException();
        });
        CompletableFuture<ValueRef> sent = values.send(draft.projectId(), draft.subject(), value);
        return sent.thenCompose(
                ref -> written(status, commandId, command.apply(ref), new JsonObject().with("hints", ref.hints())));
    }

    private CompletableFuture<Response> written(int status, String commandId, Command command, JsonObject more) {
        return writing.send(commandId, command)
                .thenApply(accepted ->
                        Writing.written(status, commandId, accepted, more.with("secretId", command.subject())));
    }
}
