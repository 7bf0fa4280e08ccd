package io.actionflow.secrets.app.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Ways to spoil a request. Each makes something that some client, proxy or attacker has sent to somebody. */
final class Mutations {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> TARGETS = List.of(
            "%2F",
            "%00",
            "%zz",
            "..%2f..%2f",
            "%E0%80%80",
            "a b",
            "🔑",
            "%F0%9F%94%91",
            ";x=y",
            "//",
            "a".repeat(300),
            "%",
            "\\");
    private static final List<String> LITERALS = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e400",
            "99999999999999999999",
            "\"\"",
            "[]",
            "{}",
            "\"\\ud800\"",
            "[[[[]]]]",
            "\"\\u0000\"");

    private Mutations() {}

    @FunctionalInterface
    private interface Mutation {
        RawRequest spoil(RawRequest request, RandomGenerator random);
    }

    private static final List<Mutation> ALL = List.of(
            Mutations::cutBody,
            Mutations::flipByte,
            Mutations::replaceProperty,
            Mutations::replaceProperty,
            Mutations::dropProperty,
            Mutations::addProperty,
            Mutations::repeatProperty,
            Mutations::nestDeeply,
            Mutations::lengthenText,
            Mutations::noBody,
            Mutations::otherMediaType,
            Mutations::spoilPath,
            Mutations::spoilPath,
            Mutations::spoilQuery,
            Mutations::otherMethod,
            Mutations::spoilHeader,
            Mutations::spoilToken,
            Mutations::wrongLength,
            Mutations::chunked);

    static RawRequest spoil(RawRequest request, RandomGenerator random) {
        // Spoiled once more it might announce more than it sends: then a server rightly waits for the rest.
        boolean isWhole = request.has("Transfer-Encoding") || request.has("Content-Length");
        return isWhole ? request : Samples.pick(ALL, random).spoil(request, random);
    }

    private static RawRequest cutBody(RawRequest request, RandomGenerator random) {
        return request.withBody(Arrays.copyOf(request.body(), random.nextInt(request.body().length + 1)));
    }

    private static RawRequest flipByte(RawRequest request, RandomGenerator random) {
        byte[] body = request.body().clone();
        if (body.length > 0) {
            body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return request.withBody(body);
    }

    private static RawRequest replaceProperty(RawRequest request, RandomGenerator random) {
        return edit(request, random, (object, name) -> object.set(name, literal(Samples.pick(LITERALS, random))));
    }

    private static RawRequest dropProperty(RawRequest request, RandomGenerator random) {
        return edit(request, random, ObjectNode::remove);
    }

    private static RawRequest addProperty(RawRequest request, RandomGenerator random) {
        return edit(request, random, (object, name) -> object.put("__proto__", name));
    }

    private static RawRequest repeatProperty(RawRequest request, RandomGenerator random) {
        String body = text(request);
        return body.startsWith("{\"")
                ? withText(request, "{" + body.substring(1, body.length() - 1) + "," + body.substring(1))
                : request;
    }

    private static RawRequest nestDeeply(RawRequest request, RandomGenerator random) {
        int depth = 200 + random.nextInt(5000);
        return withText(request, "{\"name\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
    }

    private static RawRequest lengthenText(RawRequest request, RandomGenerator random) {
        return edit(request, random, (object, name) -> object.put(name, "x".repeat(1 << (8 + random.nextInt(9)))));
    }

    private static RawRequest noBody(RawRequest request, RandomGenerator random) {
        return request.withBody(new byte[0]);
    }

    private static RawRequest otherMediaType(RawRequest request, RandomGenerator random) {
        String type = Samples.pick(
                List.of("text/plain", "application/xml", "application/json; charset=utf-16", "", "*"), random);
        return request.without("Content-Type").plus("Content-Type", type);
    }

    private static RawRequest spoilPath(RawRequest request, RandomGenerator random) {
        String[] segments = request.target().split("/", -1);
        segments[1 + random.nextInt(segments.length - 1)] = Samples.pick(TARGETS, random);
        return request.withTarget(String.join("/", segments).replace(" ", random.nextBoolean() ? "%20" : " "));
    }

    private static RawRequest spoilQuery(RawRequest request, RandomGenerator random) {
        String joint = request.target().contains("?") ? "&" : "?";
        String query = Samples.pick(
                List.of(
                        "limit=-1",
                        "limit=x",
                        "limit=1&limit=2",
                        "cursor=%FF",
                        "cursor=AAAA",
                        "sort=;",
                        "unknown=1",
                        "wait=999",
                        "sync=0",
                        "%="),
                random);
        return request.withTarget(request.target() + joint + query);
    }

    private static RawRequest otherMethod(RawRequest request, RandomGenerator random) {
        return request.withMethod(Samples.pick(
                List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "BREW"), random));
    }

    private static RawRequest spoilHeader(RawRequest request, RandomGenerator random) {
        String name = Samples.pick(
                List.of("If-Match", "Idempotency-Key", "Secrets-Sequence", "X-Request-Id", "Accept", "Expect", "Range"),
                random);
        String value = Samples.pick(
                List.of(
                        "",
                        "*",
                        "W/\"1\"",
                        "-1",
                        "9223372036854775808",
                        "🔑",
                        "x".repeat(9000),
                        "a,b",
                        "\"\"",
                        "../.."),
                random);
        return request.without(name).plus(name, value);
    }

    private static RawRequest spoilToken(RawRequest request, RandomGenerator random) {
        String token = Samples.pick(
                List.of(
                        "Bearer",
                        "Bearer x",
                        "Basic eDp5",
                        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJvbGdhIn0.",
                        "Bearer " + "e".repeat(8000)),
                random);
        return request.without("Authorization").plus("Authorization", token);
    }

    private static RawRequest wrongLength(RawRequest request, RandomGenerator random) {
        String length = Samples.pick(List.of("-1", "99999999999999999999", "x", "1, 2"), random);
        return request.plus("Content-Length", length).plus("Connection", "close");
    }

    private static RawRequest chunked(RawRequest request, RandomGenerator random) {
        String body = Integer.toHexString(request.body().length) + "\r\n";
        byte[] head = body.getBytes(StandardCharsets.US_ASCII);
        byte[] end = (request.body().length == 0 ? "\r\n" : "\r\n0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + request.body().length + end.length);
        System.arraycopy(request.body(), 0, all, head.length, request.body().length);
        System.arraycopy(end, 0, all, head.length + request.body().length, end.length);
        return request.plus("Transfer-Encoding", "chunked").withBody(all);
    }

    @FunctionalInterface
    private interface Edit {
        void apply(ObjectNode object, String property);
    }

    /** Applies an edit to some property, at any depth, of a JSON body; other bodies stay as they are. */
    private static RawRequest edit(RawRequest request, RandomGenerator random, Edit edit) {
        JsonNode body;
        try {
            body = MAPPER.readTree(request.body());
        } catch (IOException e) {
            return request;
        }
        List<ObjectNode> objects = new ArrayList<>();
        collect(body, objects);
        if (objects.isEmpty()) {
            return request;
        }
        ObjectNode object = Samples.pick(objects, random);
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        edit.apply(object, names.isEmpty() ? "name" : Samples.pick(names, random));
        return request.withBody(Samples.utf8(body));
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    private static JsonNode literal(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(RawRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    private static RawRequest withText(RawRequest request, String body) {
        return request.withBody(body.getBytes(StandardCharsets.UTF_8));
    }
}
