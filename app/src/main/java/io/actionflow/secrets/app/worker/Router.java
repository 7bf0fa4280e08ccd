package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.app.http.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Gets a question about a project answered where the project is. */
final class Router {

    private final Routing routing;
    private final Forwarder forwarder;

    Router(Routing routing, Forwarder forwarder) {
        this.routing = routing;
        this.forwarder = forwarder;
    }

    /**
     * Answers here, or sends the question on.
     *
     * @param path where it was asked
     * @param here how it is answered by this instance
     */
    CompletionStage<Response> answer(Request request, String path, String projectId, Supplier<Response> here) {
        boolean wasSentHere = request.header(Forwarder.FORWARDED).isPresent();
        Place place = routing.of(projectId, wasSentHere);
        if (place instanceof Place.Here) {
            return CompletableFuture.completedFuture(here.get());
        }
        if (place instanceof Place.Elsewhere elsewhere) {
            return request.header("Authorization").isPresent()
                    ? forwarder.forward(request, path, elsewhere.peers())
                    : CompletableFuture.completedFuture(forwarder.redirect(path, elsewhere.peers()));
        }
        throw Refusals.noHost(projectId).asException();
    }
}
