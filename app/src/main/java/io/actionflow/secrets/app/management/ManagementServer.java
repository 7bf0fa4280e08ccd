package io.actionflow.secrets.app.management;

import io.actionflow.secrets.app.auth.Authenticator;
import io.actionflow.secrets.app.auth.RefusedException;
import io.actionflow.secrets.app.http.ApiServer;
import io.actionflow.secrets.app.http.HttpSettings;
import io.actionflow.secrets.app.http.Json;
import io.actionflow.secrets.app.http.Limits;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.app.http.Route;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Answers monitoring: {@code /metrics} in Prometheus' text form, {@code /healthz/live}, {@code /healthz/ready}. On a port of
 * its own, so that no load on the API keeps it from answering, and that it can stay within the cluster: nobody is asked who
 * they are.
 */
public final class ManagementServer implements AutoCloseable {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final Authenticator NOBODY = (authorization, certificate) -> {
        throw new RefusedException(RefusedException.Reason.MISSING, "Nobody is asked who they are here");
    };

    private final ApiServer server;

    private ManagementServer(ApiServer server) {
        this.server = server;
    }

    public static ManagementServer start(InetSocketAddress listen, PrometheusMeterRegistry registry, Health health)
            throws IOException, GeneralSecurityException {
        return start(listen, registry, health::dead, health::unready);
    }

    /** The same for a process whose parts are not there yet. */
    public static ManagementServer start(
            InetSocketAddress listen,
            PrometheusMeterRegistry registry,
            Supplier<Map<String, String>> dead,
            Supplier<Map<String, String>> unready)
            throws IOException, GeneralSecurityException {
        List<Route> routes = List.of(
                route("/metrics", "metrics", () -> metrics(registry)),
                route("/healthz/live", "live", () -> health(dead.get())),
                route("/healthz/ready", "ready", () -> health(unready.get())));
        HttpSettings settings = new HttpSettings(listen, Optional.empty(), Limits.standard()).silent();
        // It does not count itself: what is measured is the service.
        return new ManagementServer(ApiServer.start(settings, routes, NOBODY, new SimpleMeterRegistry()));
    }

    public URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    private static Route route(String path, String operationId, Supplier<Response> answer) {
        return new Route("GET", path, operationId, Route.Access.OPEN, 0, request -> completed(answer.get()));
    }

    private static CompletionStage<Response> completed(Response response) {
        return CompletableFuture.completedFuture(response);
    }

    private static Response metrics(PrometheusMeterRegistry registry) {
        return new Response(200, Map.of(), TEXT, registry.scrape().getBytes(StandardCharsets.UTF_8));
    }

    private static Response health(Map<String, String> wrong) {
        if (wrong.isEmpty()) {
            return Json.response(200, Map.of("status", "UP"));
        }
        return Json.response(503, Map.of("Retry-After", "1"), Map.of("status", "DOWN", "wrong", wrong));
    }
}
