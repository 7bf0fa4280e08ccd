package io.actionflow.secrets.app.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/** Makes answers of problems (RFC 9457). */
final class Problems {

    static final String TYPE = "application/problem+json";

    private Problems() {}

    static Response response(Problem problem, String requestId) {
        Map<String, Object> members = new LinkedHashMap<>(problem.details());
        // The standard's own come last: details can't replace them.
        members.put("type", "about:blank");
        members.put("title", HttpStatus.getMessage(problem.status()));
        members.put("status", problem.status());
        members.put("detail", problem.detail());
        members.put("instance", requestId);
        members.put("code", problem.code());
        return new Response(problem.status(), headers(problem), TYPE, Json.bytes(members));
    }

    /** Nothing but the request id is said of what we don't understand ourselves. */
    static Problem internal(String requestId) {
        return Problem.of(500, "INTERNAL", "Something went wrong here; the log says more under " + requestId);
    }

    /** What the server library refuses before anybody is asked, in our words: its own may quote the request. */
    static Problem ofStatus(int status, String requestId) {
        return switch (status) {
            case 400 -> Problem.of(400, "MALFORMED", "The request's first line, its headers or its body are not HTTP");
            case 404 -> Problem.of(404, "NOT_FOUND", "There is nothing at this path");
            case 408 -> Problem.of(408, "REQUEST_TIMEOUT", "The request came too slowly");
            case 413 -> Problem.of(413, "BODY_TOO_LARGE", "The body is too large");
            case 414 -> uriTooLong();
            case 417 -> Problem.of(417, "EXPECTATION_FAILED", "The Expect header asks for what is not known here");
            case 431 -> Problem.of(431, "HEADERS_TOO_LARGE", "The headers are too large");
            case 501 -> Problem.of(501, "NOT_IMPLEMENTED", "The request's encoding or method is not known here");
            case 505 -> Problem.of(505, "HTTP_VERSION", "This version of HTTP is not spoken here");
            default ->
                status < 500
                        ? Problem.of(status, "BAD_REQUEST", "The request can't be understood")
                        : internal(requestId);
        };
    }

    static Problem uriTooLong() {
        return Problem.of(414, "URI_TOO_LONG", "The path with its query is too long");
    }

    private static Map<String, String> headers(Problem problem) {
        Map<String, String> headers = new LinkedHashMap<>();
        retryAfter(problem).ifPresent(seconds -> headers.put("Retry-After", Long.toString(seconds)));
        if (problem.details().get("allowed") instanceof Iterable<?> methods && problem.status() == 405) {
            StringBuilder allowed = new StringBuilder();
            methods.forEach(
                    method -> allowed.append(allowed.isEmpty() ? "" : ", ").append(method));
            headers.put("Allow", allowed.toString());
        }
        if (problem.status() == 401) {
            headers.put("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }
        if (problem.status() == 408 || problem.status() == 413) {
            // The rest of the body is not waited for.
            headers.put("Connection", "close");
        }
        return headers;
    }

    // Whole seconds, rounded up; there is always one where the same again may help.
    private static Optional<Long> retryAfter(Problem problem) {
        boolean always = problem.status() == 429 || problem.status() == 503;
        Optional<Long> asked = problem.retryAfter()
                .map(wait -> Math.max(1, wait.plusMillis(999).toSeconds()));
        return asked.isEmpty() && always ? Optional.of(1L) : asked;
    }
}
