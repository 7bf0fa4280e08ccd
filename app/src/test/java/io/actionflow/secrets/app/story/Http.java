package io.actionflow.secrets.app.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.actionflow.secrets.app.client.PemTls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Requests as any program would send them: no client of ours, no second try. */
final class Http {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client;

    private Http(HttpClient client) {
        this.client = client;
    }

    /** What came back. */
    record Answer(int status, Map<String, String> headers, byte[] body) {

        JsonNode json() throws Exception {
            return JSON.readTree(body);
        }

        String code() throws Exception {
            return json().path("code").asText();
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(), "");
        }
    }

    static Http of(Place place) throws Exception {
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        if (place.ca().isPresent()) {
            builder.sslContext(PemTls.context(place.ca(), Optional.empty(), Optional.empty()));
        }
        return new Http(builder.build());
    }

    /** A request with a JSON body; none where it is empty. {@code headers} are names and values in turn. */
    Answer send(String method, URI server, String path, String token, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        Map<String, String> all = new java.util.HashMap<>();
        response.headers().map().forEach((name, values) -> all.put(name.toLowerCase(), values.get(0)));
        return new Answer(response.statusCode(), all, response.body());
    }
}
