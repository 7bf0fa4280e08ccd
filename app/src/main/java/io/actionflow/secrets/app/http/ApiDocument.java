package io.actionflow.secrets.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An API's OpenAPI document, served by the API itself as it stands in the class path: in YAML, and the same in JSON. */
public final class ApiDocument {

    private final byte[] yaml;
    private final byte[] json;

    private ApiDocument(byte[] yaml) throws IOException {
        this.yaml = yaml;
        this.json = Json.bytes(new YAMLMapper().readValue(yaml, JsonNode.class));
    }

    /** The document that is this resource, such as {@code /openapi/resolver-api.yaml}. */
    public static ApiDocument of(String resource) {
        try (InputStream in = ApiDocument.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no " + resource + " on the class path");
            }
            return new ApiDocument(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + resource, e);
        }
    }

    /** The routes that give it to anybody. */
    public List<Route> routes() {
        return List.of(
                route("/openapi.yaml", "getOpenApiYaml", "application/yaml", yaml),
                route("/openapi.json", "getOpenApiJson", Json.TYPE, json));
    }

    // The server zeroes what it has sent: each answer needs a copy.
    private static Route route(String path, String operationId, String type, byte[] content) {
        Operation operation =
                request -> CompletableFuture.completedFuture(new Response(200, Map.of(), type, content.clone()));
        return new Route("GET", path, operationId, Route.Access.OPEN, 0, operation);
    }
}
