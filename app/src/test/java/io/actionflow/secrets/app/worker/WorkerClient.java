package io.actionflow.secrets.app.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionflow.secrets.app.http.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A worker that knows nothing but the API: every exchange is held against its document, and every 503 must say when to come
 * again.
 */
final class WorkerClient {

    static final Contract CONTRACT = Contract.of("/openapi/resolver-api.yaml");

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI server;
    private final @Nullable String token;

    /** @param token null for who has none */
    WorkerClient(URI server, @Nullable String token) {
        this.server = server;
        this.token = token;
    }

    WorkerClient at(URI other) {
        return new WorkerClient(other, token);
    }

    WorkerClient with(@Nullable String otherToken) {
        return new WorkerClient(server, otherToken);
    }

    /** What came back. */
    record Answer(int status, HttpResponse<byte[]> response) {

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** {@code 403 NOT_BOUND}; the status alone where there is no problem. */
        String said() {
            return status < 400
                    ? Integer.toString(status)
                    : status + " " + json().get("code").textValue();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** A new Run's token. */
        String run() {
            assertThat(said()).isEqualTo("201");
            return json().get("run").textValue();
        }

        /** The only value that there is. */
        byte[] value() {
            assertThat(said()).isEqualTo("200");
            assertThat(json().get("values")).hasSize(1);
            return Base64.getDecoder().decode(json().at("/values/0/value").textValue());
        }
    }

    Answer begin(String projectId, String actionflowId) {
        return post("beginRun", "/v1/runs", Map.of("projectId", projectId, "actionflowId", actionflowId));
    }

    Answer begin(String projectId, String actionflowId, long version) {
        return post(
                "beginRun",
                "/v1/runs",
                Map.of("projectId", projectId, "actionflowId", actionflowId, "version", version));
    }

    Answer resolve(String run, String nodeId, String input) {
        return post("resolve", "/v1/runs/resolve", Map.of("run", run, "nodeId", nodeId, "input", input));
    }

    Answer resolveAll(String run, String nodeId) {
        return post("resolve", "/v1/runs/resolve", Map.of("run", run, "nodeId", nodeId));
    }

    Answer resolveBytes(String run, String nodeId, String input) {
        byte[] body = bytes(Map.of("run", run, "nodeId", nodeId, "input", input));
        return send("resolve", post("/v1/runs/resolve", body).header("Accept", "application/octet-stream"));
    }

    Answer end(String run) {
        return post("endRun", "/v1/runs/end", Map.of("run", run));
    }

    Answer get(String operationId, String path) {
        return send(operationId, request(path).GET());
    }

    Answer post(String operationId, String path, Map<String, ?> content) {
        byte[] body = bytes(content);
        CONTRACT.assertAccepts(operationId, body);
        return send(operationId, post(path, body));
    }

    /** Sends what the document does not allow. */
    Answer postAnything(String operationId, String path, Map<String, ?> content) {
        return send(operationId, post(path, bytes(content)));
    }

    /** As it was sent on by another instance. */
    Answer postForwarded(String operationId, String path, Map<String, ?> content) {
        return send(operationId, post(path, bytes(content)).header("Secrets-Forwarded", "1"));
    }

    private HttpRequest.Builder post(String path, byte[] body) {
        return request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Answer send(String operationId, HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("Content-Type").orElse(null);
            CONTRACT.assertGives(operationId, response.statusCode(), type, response.body());
            if (response.statusCode() == 503) {
                assertThat(response.headers().firstValue("Retry-After")).isPresent();
            }
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(Map<String, ?> content) {
        try {
            return JSON.writeValueAsBytes(new HashMap<>(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
