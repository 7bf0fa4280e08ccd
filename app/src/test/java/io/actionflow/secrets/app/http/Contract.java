package io.actionflow.secrets.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An OpenAPI document that routes, and what goes over them, are held against. */
public final class Contract {

    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    // operationId → where it stands in the document
    private final Map<String, JsonNode> operations = new TreeMap<>();
    // method, path, operation and access, in one text each
    private final Set<String> described = new TreeSet<>();
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    private Contract(JsonNode document) {
        this.document = document;
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (method.getValue().has("operationId")) {
                    add(path.getKey(), method.getKey(), method.getValue());
                }
            }
        }
    }

    /** The document that is this resource, such as {@code /openapi/resolver-api.yaml}. */
    public static Contract of(String resource) {
        try (InputStream in = Contract.class.getResourceAsStream(resource)) {
            return new Contract(new YAMLMapper().readTree(Objects.requireNonNull(in, resource)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode document() {
        return document;
    }

    public Set<String> operationIds() {
        return operations.keySet();
    }

    /** Every route is described, and everything described is a route. */
    public void assertIsOf(List<Route> routes) {
        assertThat(routes.stream().map(route -> text(route)).sorted().toList())
                .as("the routes, and what the document describes")
                .isEqualTo(List.copyOf(described));
    }

    /** The body is one that the operation takes. */
    public void assertAccepts(String operationId, byte[] body) {
        JsonNode schema = operation(operationId).at("/requestBody/content/application~1json/schema");
        assertThat(schema.isMissingNode()).as(operationId + " takes a body").isFalse();
        assertFits(operationId + ", the request", schema, parse(body));
    }

    /**
     * The answer is one that the operation may give.
     *
     * @param contentType null where there is none
     */
    public void assertGives(String operationId, int status, @Nullable String contentType, byte[] body) {
        String what = operationId + " " + status;
        JsonNode responses = operation(operationId).get("responses");
        JsonNode response = resolved(responses.path(Integer.toString(status)));
        if (response.isMissingNode()) {
            assertThat(status).as(what + " is described").isGreaterThanOrEqualTo(400);
            response = resolved(responses.path("default"));
        }
        JsonNode content = response.path("content");
        if (contentType == null || content.isMissingNode()) {
            assertThat(body).as(what + " has no body").isEmpty();
            assertThat(content.isMissingNode()).as(what + " should have a body").isTrue();
            return;
        }
        String type = contentType.split(";", 2)[0].strip();
        assertThat(content.has(type)).as(what + " may be " + type).isTrue();
        if (type.endsWith("json")) {
            assertFits(what, content.get(type).get("schema"), parse(body));
        }
        if (type.equals("application/problem+json")) {
            assertCodeIsNamed(what, parse(body).get("code").textValue(), status);
        }
    }

    private void assertCodeIsNamed(String what, String code, int status) {
        String codes = document.at("/components/schemas/Problem/properties/code/description")
                .textValue();
        assertThat(codes.replaceAll("\\s+", " ")).as(what + ": the codes").contains("`" + code + "` " + status);
    }

    private void assertFits(String what, JsonNode schema, JsonNode content) {
        assertThat(schemas.computeIfAbsent(schema, this::compiled).validate(content))
                .as(what)
                .isEmpty();
    }

    // References lead into the document's components, wherever a schema stands; a schema of its own calls them $defs.
    private Schema compiled(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("$defs", document.at("/components/schemas"));
        return registry.getSchema(whole.toString().replace("#/components/schemas/", "#/$defs/"));
    }

    private JsonNode operation(String operationId) {
        return Objects.requireNonNull(operations.get(operationId), operationId);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }

    private void add(String path, String method, JsonNode operation) {
        String operationId = operation.get("operationId").textValue();
        assertThat(operations.put(operationId, operation)).as(operationId).isNull();
        JsonNode security = operation.has("security") ? operation.get("security") : document.path("security");
        described.add(text(method.toUpperCase(Locale.ROOT), path, operationId, security.isEmpty()));
    }

    private static String text(Route route) {
        return text(route.method(), route.template(), route.operationId(), route.access() == Route.Access.OPEN);
    }

    private static String text(String method, String path, String operationId, boolean open) {
        return method + " " + path + " " + operationId + (open ? " (open to anybody)" : "");
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + body.length + " bytes", e);
        }
    }
}
