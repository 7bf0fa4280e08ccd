package io.actionflow.secrets.app.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What every answer must be, whatever was asked: no 5xx but a 503 that says when to try again; every error a problem with a
 * code; nothing forbidden in it. Safe for use by several threads, if its listener is.
 */
final class Judge {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<String> forbidden;
    private final List<String> given;
    private final Optional<String> giver;
    private final BiConsumer<RawRequest, RawResponse> listener;

    private Judge(
            List<String> forbidden,
            List<String> given,
            Optional<String> giver,
            BiConsumer<RawRequest, RawResponse> listener) {
        this.forbidden = forbidden;
        this.given = given;
        this.giver = giver;
        this.listener = listener;
    }

    /** @param texts which no answer may hold: values, tokens */
    static Judge forbidding(List<String> texts) {
        return new Judge(texts, List.of(), Optional.empty(), (request, response) -> {});
    }

    /** The same where these texts may stand in one operation's answer if that is a 200, and nowhere else. */
    Judge giving(String operationId, List<String> texts) {
        return new Judge(forbidden, texts, Optional.of(operationId), listener);
    }

    /** The same, and tells of every answer that has passed. */
    Judge telling(BiConsumer<RawRequest, RawResponse> other) {
        return new Judge(forbidden, given, giver, other);
    }

    /** Fails with the request at what is wrong. */
    void judge(RawRequest request, RawResponse response) throws IOException {
        if (response.status() >= 500 && response.status() != 503) {
            throw new AssertionError(response.status() + " " + response.text() + " to " + request.described());
        }
        if (response.status() == 503 && !response.headers().containsKey("retry-after")) {
            throw new AssertionError("503 without Retry-After to " + request.described());
        }
        if (response.status() >= 400 && !request.method().equals("HEAD") && !isProblem(response)) {
            throw new AssertionError(
                    response.status() + " without a code: " + response.text() + " to " + request.described());
        }
        boolean mayGive = response.status() == 200 && giver.equals(Optional.of(request.operationId()));
        String all = response.headers() + response.text();
        if (forbidden.stream().anyMatch(all::contains)
                || (!mayGive && given.stream().anyMatch(all::contains))) {
            throw new AssertionError("An answer holds what it must not, to " + request.described());
        }
        listener.accept(request, response);
    }

    private static boolean isProblem(RawResponse response) throws IOException {
        if (!response.headers().getOrDefault("content-type", "").startsWith("application/problem+json")) {
            return false;
        }
        JsonNode problem = MAPPER.readTree(response.body());
        return problem.path("code").asText().matches("[A-Z_]+")
                && problem.path("status").asInt() == response.status();
    }
}
