package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.app.http.Json;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.BoundInput;
import io.actionflow.secrets.resolver.run.ResolveError;
import io.actionflow.secrets.resolver.run.Resolved;
import io.actionflow.secrets.resolver.run.Run;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes answers of values. A value goes from where it was opened into the answer and nowhere else, and its answer may be
 * kept by nobody on the way. Values are opened one after the other, so that beside the answer there is one at a time.
 */
final class Values {

    private static final Map<String, String> HEADERS = Map.of("Cache-Control", "no-store");
    private static final byte[] BEGIN = ascii("{\"values\":[");
    private static final byte[] END = ascii("]}");
    private static final byte[] COMMA = ascii(",");
    private static final byte[] VALUE = ascii(",\"value\":\"");
    private static final byte[] VALUE_END = ascii("\"}");

    private Values() {}

    /** The value itself, byte for byte. */
    static Response bytes(SecretValue value) {
        return new Response(200, HEADERS, "application/octet-stream", value.copyBytes());
    }

    /** One value in JSON. */
    static Response json(BoundInput bound, SecretValue value) {
        byte[] head = head(bound);
        AnswerBuffer answer = new AnswerBuffer(BEGIN.length + sizeWith(head, value.size()) + END.length);
        write(answer.raw(BEGIN), head, value);
        return response(answer.raw(END));
    }

    /**
     * A result for each input, a value or why there is none.
     *
     * @param refused told each reason
     */
    static Response json(Run run, String nodeId, List<BoundInput> inputs, Consumer<ResolveError> refused) {
        AnswerBuffer answer = new AnswerBuffer(expected(inputs)).raw(BEGIN);
        boolean complete = false;
        try {
            for (int i = 0; i < inputs.size(); i++) {
                write(
                        i == 0 ? answer : answer.raw(COMMA),
                        inputs.get(i),
                        run.resolve(nodeId, inputs.get(i).input()),
                        refused);
            }
            complete = true;
            return response(answer.raw(END));
        } finally {
            if (!complete) {
                answer.discard();
            }
        }
    }

    private static long expected(List<BoundInput> inputs) {
        long size = BEGIN.length + END.length + Math.max(0, inputs.size() - 1) * (long) COMMA.length;
        for (BoundInput bound : inputs) {
            size += sizeWith(head(bound), bound.bytes());
        }
        return size;
    }

    private static long sizeWith(byte[] head, long bytes) {
        return head.length - 1 + VALUE.length + AnswerBuffer.base64Length(bytes) + VALUE_END.length;
    }

    private static void write(
            AnswerBuffer answer, BoundInput bound, Resolved<SecretValue> resolved, Consumer<ResolveError> refused) {
        if (resolved instanceof Resolved.Refused<SecretValue> refusal) {
            refused.accept(refusal.code());
            answer.raw(error(bound, refusal));
            return;
        }
        try (SecretValue value = resolved.orElseThrow()) {
            write(answer, head(bound), value);
        }
    }

    // The head is an object that ends where the value begins: its brace comes after it.
    private static void write(AnswerBuffer answer, byte[] head, SecretValue value) {
        answer.raw(head, head.length - 1).raw(VALUE).base64(value).raw(VALUE_END);
    }

    private static byte[] head(BoundInput bound) {
        return Json.bytes(members(bound));
    }

    private static byte[] error(BoundInput bound, Resolved.Refused<SecretValue> refusal) {
        Map<String, Object> members = members(bound);
        members.put("error", Map.of("code", refusal.code().name(), "detail", refusal.message()));
        return Json.bytes(members);
    }

    private static Map<String, Object> members(BoundInput bound) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("input", bound.input());
        members.put("secretId", bound.secretId());
        return members;
    }

    private static Response response(AnswerBuffer answer) {
        return new Response(200, HEADERS, Json.TYPE, answer.whole());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
