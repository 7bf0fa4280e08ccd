package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.resolver.run.ResolveError;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The one table from why there is no answer to what is answered over HTTP. */
final class Refusals {

    /** When what can't be known now may be known: another instance takes over, or Kafka is back. */
    static final Duration SOON = Duration.ofSeconds(1);

    /** Only an operator who brings the key changes it. */
    private static final Duration LATER = Duration.ofMinutes(1);

    private static final Map<ResolveError, Integer> STATUS = new EnumMap<>(Map.of(
            ResolveError.NOT_BOUND, 403,
            ResolveError.NOT_ACTIVE, 409,
            ResolveError.SECRET_DELETED, 410,
            ResolveError.VALUE_ERASED, 410,
            ResolveError.SECRET_NOT_FOUND, 404,
            ResolveError.PROJECT_NOT_FOUND, 404,
            ResolveError.UNAVAILABLE, 503,
            ResolveError.UNKNOWN_KEY, 503,
            ResolveError.CORRUPT, 409));

    private Refusals() {}

    static Problem of(ResolveError code, String message) {
        int status = Objects.requireNonNull(STATUS.get(code), () -> "Give " + code + " a status");
        Optional<Duration> retryAfter =
                status != 503 ? Optional.empty() : Optional.of(code == ResolveError.UNAVAILABLE ? SOON : LATER);
        return new Problem(status, code.name(), message, Map.of(), retryAfter);
    }

    static Problem runInvalid() {
        return Problem.of(400, "RUN_INVALID", "The field /run is not a token that beginRun gave here")
                .with("field", "/run");
    }

    static Problem runEnded(String runId) {
        return Problem.of(410, "RUN_ENDED", "Run " + runId + " was ended: begin another one");
    }

    static Problem projectNotAllowed(String projectId) {
        return Problem.of(403, "PROJECT_NOT_ALLOWED", "The caller is not allowed to resolve for project " + projectId);
    }

    static Problem noHost(String projectId) {
        return Problem.unavailable(
                "No instance that can be asked holds project " + projectId + " now; try again soon", SOON);
    }
}
