package io.actionflow.secrets.app.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Random instances of the schemas of a document: well-formed ones, with known ids among them so that some requests hit. */
final class Samples {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "a",
            "Weather API key",
            "ключ",
            "鍵",
            "🔑",
            "e\u0301",
            "\u202Egnihton",
            " ",
            "line\nbreak",
            "<script>",
            "' OR 1=1",
            "\u0000");

    private final ApiDocument document;
    private final Map<String, ? extends List<?>> known;

    /** @param known texts, or JSON, for parameters and properties of these names */
    Samples(ApiDocument document, Map<String, ? extends List<?>> known) {
        this.document = document;
        this.known = known;
    }

    JsonNode of(String name, JsonNode unresolved, RandomGenerator random) {
        JsonNode schema = document.resolved(unresolved);
        if (known.containsKey(name) && random.nextInt(10) < 9) {
            Object instance = pick(known.get(name), random);
            return instance instanceof JsonNode json ? json.deepCopy() : JSON.textNode(instance.toString());
        } else if (schema.has("const")) {
            return schema.get("const");
        } else if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        return switch (schema.path("type").asText("string")) {
            case "object" -> object(schema, random);
            case "array" -> array(name, schema, random);
            case "integer" -> JSON.numberNode(number(schema, random));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            default -> JSON.textNode(text(name, schema, random));
        };
    }

    private JsonNode object(JsonNode schema, RandomGenerator random) {
        ObjectNode object = JSON.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(it -> required.add(it.asText()));
        boolean oneOnly = schema.path("maxProperties").asInt(Integer.MAX_VALUE) == 1;
        List<String> names = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        String chosen = names.isEmpty() ? "" : pick(names, random);
        for (String name : names) {
            boolean present = oneOnly ? name.equals(chosen) : required.contains(name) || random.nextBoolean();
            if (present) {
                object.set(name, of(name, schema.get("properties").get(name), random));
            }
        }
        return object;
    }

    private JsonNode array(String name, JsonNode schema, RandomGenerator random) {
        ArrayNode array = JSON.arrayNode();
        int least = schema.path("minItems").asInt(0);
        int length = least + random.nextInt(3);
        for (int i = 0; i < length; i++) {
            array.add(of(name, schema.path("items"), random));
        }
        return array;
    }

    private static long number(JsonNode schema, RandomGenerator random) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(least + 100);
        return least + random.nextLong(Math.min(most - least, 1000) + 1);
    }

    private static String text(String name, JsonNode schema, RandomGenerator random) {
        String pattern = schema.path("pattern").asText();
        if (pattern.startsWith("^[A-Za-z0-9._~-]")) {
            return "id-" + random.nextInt(50);
        } else if (pattern.startsWith("^\"")) {
            return "\"" + (1 + random.nextInt(5)) + "\"";
        } else if (pattern.startsWith("^[0-9a-f]{64}")) {
            return "ab".repeat(32);
        } else if (pattern.startsWith("^[A-Z_]")) {
            return "TRAILING_NEWLINE";
        } else if (name.equals("base64") || name.equals("chunks")) {
            byte[] bytes = new byte[1 + random.nextInt(200)];
            random.nextBytes(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        }
        return pick(TEXTS, random) + random.nextInt(1000);
    }

    /** The bytes of a body that is no JSON. */
    byte[] bytes(JsonNode schema, RandomGenerator random) {
        byte[] bytes = new byte[schema.path("minLength").asInt(0) + random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    static byte[] utf8(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    static <T> T pick(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }
}
