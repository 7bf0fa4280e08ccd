package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.http.Json;
import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.app.http.Route;
import io.actionflow.secrets.commands.actionflow.ActionflowDocument;
import io.actionflow.secrets.commands.actionflow.MalformedActionflowException;
import io.actionflow.secrets.projections.state.ActionflowEntry;
import io.actionflow.secrets.projections.state.VersionEntry;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.DeleteActionflow;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.record.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Actionflows, as far as a secret store needs to know them: which versions there are, and what they bind. */
final class ActionflowRoutes {

    private static final String ALL = "/v1/projects/{projectId}/actionflows";
    private static final String ONE = ALL + "/{actionflowId}";
    private static final String LIST = "actionflows";
    private static final int MOST_BINDINGS = 1000;
    private static final long LARGEST_DOCUMENT = 16L << 20;
    /** A document that is all braces makes a tree of so many times its bytes. How many braces there may be is bounded. */
    private static final long TREE = 28;

    private static final long LARGEST_TREE = 136L << 20;

    private final Writing writing;

    private ActionflowRoutes(Writing writing) {
        this.writing = writing;
    }

    static List<Route> routes(Reading reading, Writing writing) {
        ActionflowRoutes all = new ActionflowRoutes(writing);
        return List.of(
                EditorApi.route("GET", ALL, "listActionflows", 0, reading.now(ActionflowRoutes::list)),
                EditorApi.route("GET", ONE, "getActionflow", 0, reading.now(ActionflowRoutes::get)),
                EditorApi.route("PUT", ONE, "saveActionflow", LARGEST_DOCUMENT, all::save),
                EditorApi.route("DELETE", ONE, "deleteActionflow", 0, all::delete));
    }

    private static Response list(Reading.Access access) {
        int limit = Parameters.limit(access.request());
        Optional<String> after = access.request().query("cursor").map(cursor -> Cursor.read(LIST, 1, cursor)
                .text(0));
        List<Map<String, Object>> found = new ArrayList<>();
        JsonObject body = new JsonObject().with("actionflows", found);
        access.view().scan().actionflows(after.orElse(""), actionflow -> {
            if (after.isPresent() && actionflow.actionflowId().equals(after.get())) {
                return true;
            }
            Optional<JsonObject> shown = ActionflowJson.of(access.view(), actionflow);
            if (shown.isPresent() && found.size() == limit) {
                String last = String.valueOf(found.get(limit - 1).get("actionflowId"));
                body.with("next", Cursor.of(LIST, List.of(last)));
                return false;
            }
            shown.ifPresent(it -> found.add(it.members()));
            return true;
        });
        return Json.response(200, access.headers(), body.members());
    }

    private static Response get(Reading.Access access) {
        ActionflowEntry actionflow = access.view().actionflowEver(Parameters.id(access.request(), "actionflowId"));
        JsonObject json = Optional.ofNullable(actionflow)
                .flatMap(it -> ActionflowJson.of(access.view(), it)
                        .map(shown -> withBindings(shown, access.view().version(it.actionflowId(), it.version()))))
                .orElseThrow(() -> Problem.of(404, "ACTIONFLOW_NOT_FOUND", "The project has no Actionflow with this id")
                        .asException());
        return Json.response(200, access.headers(), json.members());
    }

    private static JsonObject withBindings(JsonObject json, @Nullable VersionEntry version) {
        List<Binding> bindings = version == null ? List.of() : version.bindings();
        return json.with(
                        "bindings",
                        bindings.stream()
                                .limit(MOST_BINDINGS)
                                .map(ActionflowRoutes::binding)
                                .toList())
                .with("bindingsComplete", bindings.size() <= MOST_BINDINGS);
    }

    private static Map<String, Object> binding(Binding binding) {
        return new JsonObject()
                .with("nodeId", binding.nodeId())
                .with("nodeType", binding.nodeType())
                .with("input", binding.input())
                .with("secretId", binding.secretId())
                .members();
    }

    private CompletionStage<Response> save(Request request) {
        String actionflowId = Parameters.id(request, "actionflowId");
        if (request.contentType().filter(type -> !type.equals(Json.TYPE)).isPresent()) {
            throw Problem.of(415, "UNSUPPORTED_MEDIA_TYPE", "The body must be " + Json.TYPE)
                    .asException();
        }
        request.needs(Math.min(LARGEST_TREE, TREE * request.body().length));
        List<Binding> bindings = document(request, actionflowId).bindings();
        return written(
                request,
                new SaveActionflow(
                        Parameters.id(request, "projectId"), request.caller().subject(), actionflowId, bindings));
    }

    private static ActionflowDocument document(Request request, String actionflowId) {
        try {
            return ActionflowDocument.parse(request.body(), actionflowId);
        } catch (MalformedActionflowException e) {
            throw Outcomes.problem(e.rejected()).asException();
        }
    }

    private CompletionStage<Response> delete(Request request) {
        return written(
                request,
                new DeleteActionflow(
                        Parameters.id(request, "projectId"),
                        request.caller().subject(),
                        Parameters.id(request, "actionflowId")));
    }

    private CompletionStage<Response> written(Request request, Command command) {
        String commandId = Parameters.commandId(request);
        return writing.send(commandId, command, Outcomes::problemOfDocument)
                .thenApply(accepted -> Writing.written(
                        200, commandId, accepted, new JsonObject().with("actionflowId", command.subject())));
    }
}
