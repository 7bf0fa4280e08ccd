package io.actionflow.secrets.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What a server answered. */
record ApiAnswer(int status, HttpHeaders headers, byte[] body) {

    /** A server, or a proxy before it, that can say nothing now. */
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    boolean isDone() {
        return status / 100 == 2;
    }

    boolean isBusy() {
        return BUSY.contains(status);
    }

    /** A proxy that got no answer, or a server that says so itself, does not know whether a command was carried out. */
    boolean leavesOutcomeOpen() {
        return status == 502 || status == 504 || ApiException.of(this).code().equals(ApiException.OUTCOME_UNKNOWN);
    }

    /** Seconds; the form with a date is for caches, and none of ours. */
    Optional<Duration> retryAfter() {
        return headers.firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(Long::parseLong)
                .map(Duration::ofSeconds);
    }

    JsonNode json() {
        return Json.parse(body).orElseThrow(() -> ApiException.unexpected(status, "an answer that is not JSON"));
    }
}
