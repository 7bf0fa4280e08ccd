package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.http.ApiDocument;
import io.actionflow.secrets.app.http.Operation;
import io.actionflow.secrets.app.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** The editor API: the table of all routes. {@code openapi/editor-api.yaml} describes each; a test holds them together. */
public final class EditorApi {

    /** Where the description is found on the class path. */
    public static final String DOCUMENT = "/openapi/editor-api.yaml";

    private EditorApi() {}

    /** All routes; from now on they hear of the projection's events. */
    public static List<Route> routes(EditorParts parts) {
        Sequences sequences = Sequences.over(parts.projection(), parts.executor());
        Waits waits = new Waits();
        Reading reading =
                new Reading(parts.projection(), sequences, waits, parts.oldest(), parts.clock(), parts.executor());
        Writing writing = new Writing(parts.commands(), sequences);
        ValueSending values = new ValueSending(parts.commands(), parts.sealer());
        return Stream.of(
                        ApiDocument.of(DOCUMENT).routes(),
                        ValueKeyRoute.routes(parts.sealer()),
                        ProjectRoutes.routes(parts.memberships(), reading, writing),
                        MemberRoutes.routes(reading, writing),
                        SecretListRoute.routes(parts.indexes(), reading),
                        SecretRoutes.routes(reading, writing, values),
                        MatchRoutes.routes(
                                writing, values, MatchAnswers.over(parts.projection(), parts.executor()), waits),
                        ChunkRoute.routes(parts.commands(), reading),
                        ActionflowRoutes.routes(reading, writing),
                        SyncRoutes.routes(parts, reading, writing, waits))
                .flatMap(List::stream)
                .toList();
    }

    static Route route(String method, String template, String operationId, long largestBody, Operation operation) {
        return new Route(
                method, template, operationId, Route.Access.CALLER, largestBody, Failures.explained(operation));
    }
}
