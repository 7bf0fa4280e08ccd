package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.result.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rejection is in HTTP: a status for every code, and its details. */
final class Outcomes {

    private static final Map<RejectionCode, Integer> STATUS = new EnumMap<>(RejectionCode.class);

    /** Fields that only ever come from a body; there they are named by JSON pointers. */
    private static final Set<String> OF_BODIES = Set.of("name", "description", "value");

    static {
        STATUS.put(RejectionCode.MALFORMED, 400);
        STATUS.put(RejectionCode.PROJECT_NOT_FOUND, 404);
        STATUS.put(RejectionCode.PROJECT_EXISTS, 409);
        STATUS.put(RejectionCode.PERMISSION_DENIED, 403);
        STATUS.put(RejectionCode.LAST_OWNER, 409);
        STATUS.put(RejectionCode.MEMBER_NOT_FOUND, 404);
        STATUS.put(RejectionCode.NAME_EMPTY, 422);
        STATUS.put(RejectionCode.NAME_TAKEN, 409);
        STATUS.put(RejectionCode.VALUE_EMPTY, 422);
        STATUS.put(RejectionCode.SECRET_EXISTS, 409);
        STATUS.put(RejectionCode.SECRET_NOT_FOUND, 404);
        STATUS.put(RejectionCode.STALE_VERSION, 412);
        STATUS.put(RejectionCode.SECRET_BOUND, 409);
        STATUS.put(RejectionCode.OUTPUT_NODE_BINDING, 422);
        STATUS.put(RejectionCode.ACTIONFLOW_NOT_FOUND, 404);
        STATUS.put(RejectionCode.SIGNATURE_INVALID, 403);
        STATUS.put(RejectionCode.VALUE_NOT_FOUND, 404);
        STATUS.put(RejectionCode.VALUE_RESEALED, 409);
        STATUS.put(RejectionCode.SECRET_NOT_ACTIVE, 409);
        STATUS.put(RejectionCode.RATE_LIMITED, 429);
        STATUS.put(RejectionCode.MATCH_NOT_FOUND, 404);
        STATUS.put(RejectionCode.PROJECT_IMPORTING, 409);
        for (RejectionCode code : RejectionCode.values()) {
            if (!STATUS.containsKey(code)) {
                throw new IllegalStateException(
                        "No status for " + code + ": add it to Outcomes and to the API's document");
            }
        }
    }

    private Outcomes() {}

    /** The rejection of a command about what the path names. */
    static Problem problem(Rejected rejected) {
        return problem(rejected, Objects.requireNonNull(STATUS.get(rejected.code())));
    }

    /** The rejection of an Actionflow: that a secret is missing is a fault of the document, not of the path. */
    static Problem problemOfDocument(Rejected rejected) {
        return rejected.code() == RejectionCode.SECRET_NOT_FOUND ? problem(rejected, 422) : problem(rejected);
    }

    private static Problem problem(Rejected rejected, int status) {
        JsonObject details = new JsonObject();
        if (rejected.field() != null) {
            details.with("field", OF_BODIES.contains(rejected.field()) ? "/" + rejected.field() : rejected.field());
        }
        details.with(
                "retryAt",
                rejected.retryAt() == null ? null : rejected.retryAt().toString());
        details.with("currentVersion", rejected.currentVersion());
        if (rejected.usageCount() > 0) {
            details.with(
                    "usages", rejected.usages().stream().map(Outcomes::usage).toList());
            details.with("usageCount", rejected.usageCount());
        }
        Problem problem = new Problem(
                status, rejected.code().name(), rejected.message(), Map.of(), untilThen(rejected.retryAt()));
        for (Map.Entry<String, Object> detail : details.members().entrySet()) {
            problem = problem.with(detail.getKey(), detail.getValue());
        }
        return problem;
    }

    /** What is left until then, at least a second. */
    private static Optional<Duration> untilThen(@Nullable Instant retryAt) {
        return Optional.ofNullable(retryAt).map(it -> {
            Duration left = Duration.between(Instant.now(), it);
            return left.toSeconds() < 1 ? Duration.ofSeconds(1) : left;
        });
    }

    /** An answer is remembered for as long as it counts. */
    static Problem forgottenMatch() {
        return Problem.of(404, RejectionCode.MATCH_NOT_FOUND.name(), "Nobody remembers the answer any more: ask again");
    }

    static Map<String, Object> usage(Usage usage) {
        return new JsonObject()
                .with("actionflowId", usage.actionflowId())
                .with("version", usage.version())
                .with("nodeId", usage.nodeId())
                .with("input", usage.input())
                .members();
    }
}
