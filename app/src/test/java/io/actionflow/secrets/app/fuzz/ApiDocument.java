package io.actionflow.secrets.app.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An OpenAPI document of ours, as far as requests are made from it. */
final class ApiDocument {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private final JsonNode root;

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    /** Where a parameter goes, and what it may be. */
    record Parameter(String name, String in, boolean required, JsonNode schema) {}

    /** One operation; its body empty where it takes none. */
    record Operation(String id, String method, String template, List<Parameter> parameters, Optional<Body> body) {}

    /** The body of a request. */
    record Body(String mediaType, JsonNode schema) {}

    static ApiDocument load(String resource) throws IOException {
        try (InputStream in = ApiDocument.class.getResourceAsStream(resource)) {
            return new ApiDocument(new YAMLMapper().readTree(Objects.requireNonNull(in, resource)));
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(it -> METHODS.contains(it.getKey()))
                .forEach(it -> operations.add(operation(path.getKey(), path.getValue(), it.getKey(), it.getValue()))));
        return operations;
    }

    private Operation operation(String template, JsonNode path, String method, JsonNode node) {
        List<Parameter> parameters = Stream.concat(items(path.get("parameters")), items(node.get("parameters")))
                .map(this::resolved)
                .map(it -> new Parameter(
                        it.get("name").asText(),
                        it.get("in").asText(),
                        it.path("required").asBoolean(),
                        it.get("schema")))
                .toList();
        Optional<Body> body = Optional.ofNullable(node.get("requestBody"))
                .map(it -> it.get("content").properties().iterator().next())
                .map(it -> new Body(it.getKey(), it.getValue().get("schema")));
        return new Operation(node.get("operationId").asText(), method.toUpperCase(), template, parameters, body);
    }

    private static Stream<JsonNode> items(JsonNode list) {
        JsonNode items = list == null ? JsonNodeFactory.instance.arrayNode() : list;
        return StreamSupport.stream(items.spliterator(), false);
    }

    /** The node itself, or what it refers to. */
    JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : resolved(root.at(reference.asText().substring(1)));
    }
}
