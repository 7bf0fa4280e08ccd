package io.actionflow.secrets.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.fixture.Deadline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Bodies may hold values: they are zeroed once nobody needs them, and not before. */
class ZeroingTest {

    private final AtomicReference<byte[]> in = new AtomicReference<>();
    private final AtomicReference<byte[]> out = new AtomicReference<>();

    @Test
    void bodiesAreZeroedOnceTheAnswerHasGone() throws Exception {
        Operation operation = request -> {
            in.set(request.body());
            out.set("answer".getBytes());
            return CompletableFuture.completedFuture(new Response(200, Map.of(), "text/plain", out.get()));
        };
        try (ApiServer server = server(operation, Limits.standard())) {
            assertThat(post(server).body()).isEqualTo("answer");

            Deadline.seconds(10).await("the answer to be zeroed", () -> isZero(out.get()));
            Deadline.seconds(10).await("the body to be zeroed", () -> isZero(in.get()));
        }
    }

    @Test
    void anOperationThatWasGivenUpNeverSeesZeroesAndItsLateAnswerIsZeroed() throws Exception {
        CompletableFuture<Response> later = new CompletableFuture<>();
        Operation operation = request -> {
            in.set(request.body());
            return later;
        };
        try (ApiServer server = server(operation, Limits.standard().with(Limit.OPERATION_MILLIS, 200))) {
            assertThat(post(server).statusCode()).isEqualTo(503);
            assertThat(in.get()).asString().isEqualTo("value");

            byte[] late = "answer".getBytes();
            later.complete(new Response(200, Map.of(), "text/plain", late));

            Deadline.seconds(10).await("the late answer to be zeroed", () -> isZero(late));
            Deadline.seconds(10).await("the body to be zeroed", () -> isZero(in.get()));
        }
    }

    private static ApiServer server(Operation operation, Limits limits) throws Exception {
        Route route = new Route("POST", "/", "it", Route.Access.OPEN, 100, operation);
        return ApiServer.start(
                HttpSettings.onLoopback(0).with(limits), List.of(route), TestApi.BY_NAME, new SimpleMeterRegistry());
    }

    private static HttpResponse<String> post(ApiServer server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/"))
                .POST(HttpRequest.BodyPublishers.ofString("value"))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static boolean isZero(byte[] bytes) {
        for (byte each : bytes) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }
}
