package io.actionflow.secrets.app.state;

import io.actionflow.secrets.app.http.Json;
import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.StateDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/**
 * Answers with the digest of a project's state. It reads and opens every entry of the project: one at a time in a process, so
 * that nobody can keep it busy with that. Safe for use by several threads.
 */
public final class StateDigests {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Semaphore free = new Semaphore(1);

    /** The answer; throws the problem to answer with. */
    public Response answer(ProjectView view) {
        if (!free.tryAcquire()) {
            throw new Problem(
                            503,
                            "OVERLOADED",
                            "Another state is being digested; try again soon",
                            Map.of(),
                            Optional.of(SOON))
                    .asException();
        }
        try {
            StateDigest digest = view.scan().digest();
            if (digest == null) {
                throw Problem.of(404, "PROJECT_NOT_FOUND", "There is no project with this id")
                        .asException();
            }
            return Json.response(200, body(view.projectId(), digest));
        } finally {
            free.release();
        }
    }

    private static Map<String, Object> body(String projectId, StateDigest digest) {
        Map<String, Object> tables = new TreeMap<>();
        digest.tables().forEach((table, sha256) -> tables.put(table, sha256.toString()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("projectId", projectId);
        body.put("sequence", digest.sequence());
        body.put("digest", digest.all().toString());
        body.put("tables", tables);
        return body;
    }
}
