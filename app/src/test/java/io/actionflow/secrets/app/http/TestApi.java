package io.actionflow.secrets.app.http;

import io.actionflow.secrets.app.auth.Authenticator;
import io.actionflow.secrets.app.auth.Caller;
import io.actionflow.secrets.app.auth.RefusedException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback whose operations do what tests of the server need. */
final class TestApi implements AutoCloseable {

    static final int LARGEST_BODY = 64 << 10;

    /** Whoever says "Bearer NAME" is called NAME. */
    static final Authenticator BY_NAME = (authorization, certificate) -> new Caller(
            authorization
                    .filter(header -> header.startsWith("Bearer "))
                    .map(header -> header.substring(7))
                    .orElseThrow(() -> new RefusedException(RefusedException.Reason.MISSING, "There is no token")),
            Set.of(Caller.ANY_PROJECT));

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    /** What operations that wait are waiting for. */
    final CompletableFuture<Void> gate = new CompletableFuture<>();

    final AtomicInteger waiting = new AtomicInteger();
    final ApiServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    TestApi(HttpSettings settings) throws Exception {
        server = ApiServer.start(settings, routes(), BY_NAME, registry);
    }

    static TestApi standard() throws Exception {
        return new TestApi(HttpSettings.onLoopback(0));
    }

    static TestApi with(Limit limit, long number) throws Exception {
        return new TestApi(HttpSettings.onLoopback(0).with(Limits.standard().with(limit, number)));
    }

    private List<Route> routes() {
        return List.of(
                open("GET", "/open", "open", 0, request -> Json.response(200, Map.of("id", request.id()))),
                open("POST", "/json", "json", LARGEST_BODY, request -> Json.response(200, request.json())),
                open(
                        "GET",
                        "/query",
                        "query",
                        0,
                        request -> Json.response(
                                200, Map.of("q", request.query("q").orElse("-")))),
                open("GET", "/fail", "fail", 0, request -> {
                    throw new IllegalStateException("hidden-in-a-message");
                }),
                new Route(
                        "GET",
                        "/fail-later",
                        "fail-later",
                        Route.Access.OPEN,
                        0,
                        request -> CompletableFuture.failedFuture(new java.io.IOException("hidden-in-a-message"))),
                new Route(
                        "GET",
                        "/nothing",
                        "nothing",
                        Route.Access.OPEN,
                        0,
                        request -> CompletableFuture.completedFuture(null)),
                open(
                        "GET",
                        "/large",
                        "large",
                        0,
                        request -> new Response(200, Map.of(), "application/octet-stream", new byte[32 << 20])),
                route(
                        "POST",
                        "/v1/projects/{projectId}/echo",
                        "echo",
                        LARGEST_BODY,
                        request -> new Response(
                                200, Map.of(), "text/plain", request.body().clone())),
                route(
                        "GET",
                        "/v1/projects/{projectId}/who",
                        "who",
                        0,
                        request -> Json.response(
                                200,
                                Map.of(
                                        "project",
                                        request.path("projectId"),
                                        "subject",
                                        request.caller().subject()))),
                new Route("GET", "/v1/projects/{projectId}/block", "block", Route.Access.CALLER, 0, request -> {
                    held().get();
                    return held();
                }),
                new Route("POST", "/v1/runs", "runs", Route.Access.CALLER, LARGEST_BODY, request -> {
                    request.countFor(request.json().path("projectId").textValue());
                    return held();
                }),
                new Route("POST", "/work", "work", Route.Access.CALLER, LARGEST_BODY, request -> {
                    request.needs(4L * request.body().length);
                    return held();
                }),
                new Route("GET", "/v1/projects/{projectId}/wait", "wait", Route.Access.CALLER, 0, request -> held()));
    }

    private CompletableFuture<Response> held() {
        waiting.incrementAndGet();
        return gate.thenApply(nothing -> Json.response(200, Map.of("waited", true)));
    }

    private interface Simple {
        Response handle(Request request);
    }

    private static Route open(String method, String template, String id, long largest, Simple simple) {
        return new Route(
                method,
                template,
                id,
                Route.Access.OPEN,
                largest,
                request -> CompletableFuture.completedFuture(simple.handle(request)));
    }

    private static Route route(String method, String template, String id, long largest, Simple simple) {
        return new Route(
                method,
                template,
                id,
                Route.Access.CALLER,
                largest,
                request -> CompletableFuture.completedFuture(simple.handle(request)));
    }

    URI uri(String path) {
        return server.address().resolve(path);
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return client.send(request(path, headers).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, HttpRequest.BodyPublisher body, String... headers) throws Exception {
        return client.send(request(path, headers).POST(body).build(), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> postLater(String path, HttpRequest.BodyPublisher body) {
        return client.sendAsync(request(path).POST(body).build(), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> getLater(String path, String... headers) {
        return client.sendAsync(request(path, headers).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
        request.header("Authorization", "Bearer olga");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    RawConnection connect() throws Exception {
        return new RawConnection(server.address());
    }

    double refused(String reason) {
        var counter =
                registry.find("secrets.http.refused").tag("reason", reason).counter();
        return counter == null ? 0 : counter.count();
    }

    @Override
    public void close() {
        gate.complete(null);
        server.close();
    }
}
