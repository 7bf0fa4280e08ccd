package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.editor.index.ProjectIndexes;
import io.actionflow.secrets.app.http.Json;
import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.app.http.Route;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.result.Accepted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sync: what it would change, to do it, and where it is live. */
final class SyncRoutes {

    private static final String PATH = "/v1/projects/{projectId}/sync";

    private final ProjectIndexes indexes;
    private final Writing writing;
    private final LiveSyncs live;
    private final Waits waits;

    private SyncRoutes(ProjectIndexes indexes, Writing writing, LiveSyncs live, Waits waits) {
        this.indexes = indexes;
        this.writing = writing;
        this.live = live;
        this.waits = waits;
    }

    static List<Route> routes(EditorParts parts, Reading reading, Writing writing, Waits waits) {
        SyncRoutes all = new SyncRoutes(parts.indexes(), writing, LiveSyncs.over(parts), waits);
        return List.of(
                EditorApi.route("GET", PATH, "previewSync", 0, reading.of(all::preview)),
                EditorApi.route("POST", PATH, "sync", 0, all::sync),
                EditorApi.route("GET", PATH + "/live", "getLive", 0, reading.of(all::live)));
    }

    private CompletionStage<Response> preview(Reading.Access access) {
        int limit = Parameters.limit(access.request());
        return indexes.picture(access.view().projectId(), access.project().sequence())
                .thenApply(picture -> Json.response(
                        200, Reading.headers(picture.sequence()), SyncPreview.of(access, picture, limit)));
    }

    private CompletionStage<Response> sync(Request request) {
        String projectId = Parameters.id(request, "projectId");
        String commandId = Parameters.commandId(request);
        Duration wait = Parameters.wait(request);
        return wait.isZero()
                ? synced(request, projectId, commandId, wait)
                : waits.of(request, () -> synced(request, projectId, commandId, wait));
    }

    private CompletionStage<Response> synced(Request request, String projectId, String commandId, Duration wait) {
        long sent = System.nanoTime();
        return writing.send(commandId, new Sync(projectId, request.caller().subject()))
                .thenCompose(accepted -> wait.isZero()
                        ? CompletableFuture.completedFuture(synced(commandId, accepted, new JsonObject()))
                        : live.awaitNew(projectId, accepted.sync(), wait).thenApply(it -> {
                            // By one clock, this process's: from the command until all were seen to serve it.
                            Duration took = Duration.ofNanos(System.nanoTime() - sent);
                            JsonObject more =
                                    new JsonObject().with("live", LiveJson.of(accepted.sync(), it, Optional.of(took)));
                            return synced(commandId, accepted, more);
                        }));
    }

    private static Response synced(String commandId, Accepted accepted, JsonObject more) {
        JsonObject body = new JsonObject()
                .with("sync", accepted.sync())
                .with("changes", accepted.changes())
                .with("sequence", accepted.sequence());
        more.members().forEach(body::with);
        return Json.response(200, Writing.headers(commandId, accepted), body.members());
    }

    private CompletionStage<Response> live(Reading.Access access) {
        String projectId = access.view().projectId();
        long latest = access.project().sync();
        long sync =
                Parameters.between(access.request(), "sync", 1, Long.MAX_VALUE).orElse(latest);
        if (sync > latest) {
            throw Problem.of(404, "NOT_FOUND", "The project's last Sync is " + latest)
                    .asException();
        }
        Duration wait = Parameters.wait(access.request());
        return (wait.isZero()
                        ? live.await(projectId, sync, wait)
                        : waits.of(access.request(), () -> live.await(projectId, sync, wait)))
                .thenApply(it -> Json.response(
                        200,
                        access.headers(),
                        LiveJson.of(
                                sync,
                                it,
                                live.seen(projectId, sync).flatMap(seen -> LiveJson.took(seen.at(), sync, it)))));
    }
}
