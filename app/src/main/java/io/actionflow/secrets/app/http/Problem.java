package io.actionflow.secrets.app.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Why a request was not done (RFC 9457). In JSON: {@code type}, {@code title}, {@code status}, {@code detail}, {@code
 * instance} (the request id), {@code code}, and the members of {@code details}.
 *
 * @param status of HTTP
 * @param code stable, in capitals: what programs look at
 * @param detail a sentence for people that names the field and the remedy; never holds a value
 * @param details what a program needs besides, as JSON members; a value of one is text, a number, a list or a map
 * @param retryAfter when the same request may succeed; empty where the same again will not help
 */
public record Problem(
        int status, String code, String detail, Map<String, Object> details, Optional<Duration> retryAfter) {

    public Problem {
        details = Map.copyOf(details);
    }

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, Map.of(), Optional.empty());
    }

    /** A fault in the form of the request. */
    public static Problem malformed(String field, String detail) {
        return new Problem(400, "MALFORMED", detail, Map.of("field", field), Optional.empty());
    }

    /** Nothing can be said now; the same again may help. */
    public static Problem unavailable(String detail, Duration retryAfter) {
        return new Problem(503, "UNAVAILABLE", detail, Map.of(), Optional.of(retryAfter));
    }

    /** The same with one more member. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new Problem(status, code, detail, more, retryAfter);
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }
}
