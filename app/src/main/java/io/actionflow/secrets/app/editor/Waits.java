package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.app.http.Request;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many requests of one caller wait for something at a time: for an event that must be shown, for a Sync that is to be
 * live. Waiting costs a caller nothing and takes a place of the project, also from those that are members of it. So nobody
 * gets more than half of the places. Safe for use by several threads.
 */
final class Waits {

    /** Half of what {@link io.actionflow.secrets.app.http.Limit#REQUESTS_PER_PROJECT} is by default. */
    static final int MOST = 32;

    private static final Duration SOON = Duration.ofSeconds(1);

    // subject → how many; without an entry none
    private final Map<String, Integer> callers = new ConcurrentHashMap<>();

    /** What is waited for; it is not begun where the caller waits for too much already. */
    interface Waiting<T> {
        CompletionStage<T> begin();
    }

    <T> CompletionStage<T> of(Request request, Waiting<T> waiting) {
        String subject = request.caller().subject();
        enter(subject);
        try {
            return waiting.begin().whenComplete((result, failure) -> leave(subject));
        } catch (RuntimeException e) {
            leave(subject);
            throw e;
        }
    }

    private void enter(String subject) {
        callers.compute(subject, (id, count) -> {
            int before = count == null ? 0 : count;
            if (before >= MOST) {
                throw tooMany().asException();
            }
            return before + 1;
        });
    }

    private void leave(String subject) {
        callers.computeIfPresent(subject, (id, count) -> count == 1 ? null : count - 1);
    }

    private static Problem tooMany() {
        return new Problem(
                429,
                "TOO_MANY_REQUESTS",
                "Too many of your requests wait for something; try again soon",
                Map.of(),
                Optional.of(SOON));
    }
}
