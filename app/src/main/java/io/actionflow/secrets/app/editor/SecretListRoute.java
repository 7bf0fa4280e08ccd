package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.editor.index.ProjectIndexes;
import io.actionflow.secrets.app.editor.index.SecretPage;
import io.actionflow.secrets.app.editor.index.SecretQuery;
import io.actionflow.secrets.app.editor.index.SecretSort;
import io.actionflow.secrets.app.editor.index.SecretsPicture;
import io.actionflow.secrets.app.http.Json;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.app.http.Route;
import io.actionflow.secrets.projections.state.SecretStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The list of secrets: sorted, searched, page by page. */
final class SecretListRoute {

    private final ProjectIndexes indexes;

    private SecretListRoute(ProjectIndexes indexes) {
        this.indexes = indexes;
    }

    static List<Route> routes(ProjectIndexes indexes, Reading reading) {
        SecretListRoute list = new SecretListRoute(indexes);
        return List.of(
                EditorApi.route("GET", "/v1/projects/{projectId}/secrets", "listSecrets", 0, reading.of(list::handle)));
    }

    private CompletionStage<Response> handle(Reading.Access access) {
        SecretQuery query = query(access.request());
        return indexes.picture(access.view().projectId(), access.project().sequence())
                .thenApply(picture -> page(access, picture, query));
    }

    private static Response page(Reading.Access access, SecretsPicture picture, SecretQuery query) {
        SecretPage page = picture.page(query);
        JsonObject body = new JsonObject()
                .with(
                        "secrets",
                        page.secrets().stream()
                                .map(listed -> SecretJson.listed(access.view(), listed))
                                .toList())
                .with("total", picture.size())
                .with("next", page.next());
        return Json.response(200, Reading.headers(picture.sequence()), body.members());
    }

    private static SecretQuery query(Request request) {
        String sort = request.query("sort").orElse(SecretSort.NAME.key());
        boolean descending = sort.startsWith("-");
        SecretQuery query =
                SecretQuery.by(sort(descending ? sort.substring(1) : sort), descending, Parameters.limit(request));
        query = query.searching(request.query("search").orElse(""));
        Optional<SecretStatus> state = request.query("state").map(SecretListRoute::state);
        query = state.isPresent() ? query.being(state.get()) : query;
        Optional<String> cursor = request.query("cursor");
        return cursor.isPresent() ? query.after(cursor.get()) : query;
    }

    private static SecretSort sort(String key) {
        return Arrays.stream(SecretSort.values())
                .filter(sort -> sort.key().equals(key))
                .findAny()
                .orElseThrow(
                        () -> Parameters.malformed("sort", "name, changedAt or addedAt, or one of them after a minus"));
    }

    private static SecretStatus state(String name) {
        return Arrays.stream(SecretStatus.values())
                .filter(status -> status.name().equals(name))
                .findAny()
                .orElseThrow(() -> Parameters.malformed("state", "ACTIVE, ADDED, CHANGED or DELETING"));
    }
}
