package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.app.http.JsonFields;
import io.actionflow.secrets.app.http.Operation;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.app.state.StateDigests;
import io.actionflow.secrets.projections.topology.Projection;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Says what the state of a project is, in few bytes, for those who fold the log themselves. */
final class GetStateDigest implements Operation {

    static final String PATH = "/v1/state-digest";

    private final Projection projection;
    private final Router router;
    private final StateDigests digests = new StateDigests();

    GetStateDigest(Projection projection, Router router) {
        this.projection = projection;
        this.router = router;
    }

    @Override
    public CompletionStage<Response> handle(Request request) {
        String projectId = Access.id(JsonFields.of(request.json(), Set.of("projectId")), "projectId");
        Access.check(request, projectId);
        return router.answer(request, PATH, projectId, () -> digests.answer(projection.project(projectId)));
    }
}
