package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.editor.index.Memberships;
import io.actionflow.secrets.app.http.Json;
import io.actionflow.secrets.app.http.JsonFields;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.app.http.Route;
import io.actionflow.secrets.app.state.StateDigests;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.DeleteProject;
import io.actionflow.secrets.schemas.command.RotateProjectKey;
import io.actionflow.secrets.schemas.record.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Projects: those of the caller, a new one, where one stands. */
final class ProjectRoutes {

    private static final int SMALL_BODY = 64 * 1024;
    private static final String LIST = "projects";

    private final Memberships memberships;
    private final Reading reading;
    private final Writing writing;
    private final StateDigests digests = new StateDigests();

    private ProjectRoutes(Memberships memberships, Reading reading, Writing writing) {
        this.memberships = memberships;
        this.reading = reading;
        this.writing = writing;
    }

    static List<Route> routes(Memberships memberships, Reading reading, Writing writing) {
        ProjectRoutes all = new ProjectRoutes(memberships, reading, writing);
        return List.of(
                EditorApi.route("GET", "/v1/projects", "listProjects", 0, all::list),
                EditorApi.route("POST", "/v1/projects", "createProject", SMALL_BODY, all::create),
                EditorApi.route("GET", "/v1/projects/{projectId}", "getProject", 0, reading.now(ProjectRoutes::get)),
                EditorApi.route("DELETE", "/v1/projects/{projectId}", "deleteProject", 0, all::delete),
                EditorApi.route(
                        "POST", "/v1/projects/{projectId}/key-rotations", "rotateProjectKey", 0, all::rotateKey),
                EditorApi.route(
                        "GET",
                        "/v1/projects/{projectId}/state-digest",
                        "getStateDigest",
                        0,
                        reading.now(access -> all.digests.answer(access.view()))));
    }

    private CompletionStage<Response> list(Request request) {
        reading.requireFresh();
        int limit = Parameters.limit(request);
        String after = request.query("cursor")
                .map(cursor -> Cursor.read(LIST, 1, cursor).text(0))
                .orElse("");
        List<Map<String, Object>> projects = new ArrayList<>();
        String last = after;
        JsonObject body = new JsonObject().with("projects", projects);
        for (Map.Entry<String, Role> project :
                memberships.of(request.caller().subject(), after).entrySet()) {
            if (projects.size() == limit) {
                body.with("next", Cursor.of(LIST, List.of(last)));
                break;
            }
            last = project.getKey();
            projects.add(new JsonObject()
                    .with("projectId", last)
                    .with("role", project.getValue().name())
                    .members());
        }
        return CompletableFuture.completedFuture(Json.response(200, body.members()));
    }

    private CompletionStage<Response> create(Request request) {
        String commandId = Parameters.commandId(request);
        String projectId = JsonFields.of(request.json(), Set.of("projectId")).text("projectId");
        request.countFor(projectId);
        return writing.send(
                        commandId, new CreateProject(projectId, request.caller().subject()))
                .thenApply(accepted ->
                        Writing.written(201, commandId, accepted, new JsonObject().with("projectId", projectId)));
    }

    private CompletionStage<Response> delete(Request request) {
        String projectId = Parameters.id(request, "projectId");
        String commandId = Parameters.commandId(request);
        String confirm = request.query("confirm")
                .orElseThrow(() -> Parameters.malformed("confirm", "given: the project's id once more"));
        return writing.send(
                        commandId, new DeleteProject(projectId, request.caller().subject(), confirm))
                .thenApply(accepted -> Writing.written(200, commandId, accepted, new JsonObject()));
    }

    private CompletionStage<Response> rotateKey(Request request) {
        String projectId = Parameters.id(request, "projectId");
        String commandId = Parameters.commandId(request);
        return writing.send(
                        commandId,
                        new RotateProjectKey(projectId, request.caller().subject()))
                .thenApply(accepted -> Writing.written(200, commandId, accepted, new JsonObject()));
    }

    private static Response get(Reading.Access access) {
        ProjectEntry project = access.project();
        JsonObject body = new JsonObject()
                .with("projectId", access.view().projectId())
                .with("role", access.role().name())
                .with("sync", project.sync())
                .with("sequence", project.sequence())
                .with("createdAt", project.createdAt())
                .with("changes", access.view().scan().changes());
        return Json.response(200, access.headers(), body.members());
    }
}
