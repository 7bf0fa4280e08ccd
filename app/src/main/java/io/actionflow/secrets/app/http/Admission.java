package io.actionflow.secrets.app.http;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets so many operations be under way at a time, and so many of one project, so that a flood of one leaves others served.
 * Nobody waits here: whoever can't come in is told so at once.
 */
final class Admission {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final int most;
    private final int mostPerProject;
    private final AtomicInteger underWay = new AtomicInteger();
    // projectId → how many; without an entry none
    private final Map<String, Integer> projects = new ConcurrentHashMap<>();

    Admission(Limits limits) {
        this.most = limits.intOf(Limit.REQUESTS);
        this.mostPerProject = limits.intOf(Limit.REQUESTS_PER_PROJECT);
    }

    int underWay() {
        return underWay.get();
    }

    /** Comes in, for all these projects; throws the problem to answer with. */
    Permit enter(Collection<String> projectIds) {
        if (underWay.incrementAndGet() > most) {
            underWay.decrementAndGet();
            throw overloaded().asException();
        }
        Permit permit = new Permit();
        try {
            projectIds.forEach(permit::countFor);
            return permit;
        } catch (ProblemException e) {
            permit.close();
            throw e;
        }
    }

    /** Throws where a project has too many under way already: before its body is read, which may be long. */
    void refuseIfFull(Collection<String> projectIds) {
        for (String projectId : projectIds) {
            if (projects.getOrDefault(projectId, 0) >= mostPerProject) {
                throw tooMany().asException();
            }
        }
    }

    static Problem overloaded() {
        return new Problem(
                503, "OVERLOADED", "Too many requests are under way; try again soon", Map.of(), Optional.of(SOON));
    }

    private static Problem tooMany() {
        return new Problem(
                429,
                "TOO_MANY_REQUESTS",
                "Too many requests are under way for this project; try again soon",
                Map.of(),
                Optional.of(SOON));
    }

    /** The right to be under way, until it is closed. */
    final class Permit implements AutoCloseable {

        private final Set<String> counted = new HashSet<>();
        private boolean closed;

        /** Counts for one more project; throws where it has too many. Twice is once. */
        synchronized void countFor(String projectId) {
            if (closed || counted.contains(projectId)) {
                return;
            }
            projects.compute(projectId, (id, count) -> {
                int before = count == null ? 0 : count;
                if (before >= mostPerProject) {
                    throw tooMany().asException();
                }
                return before + 1;
            });
            counted.add(projectId);
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                counted.forEach(id -> projects.computeIfPresent(id, (key, count) -> count == 1 ? null : count - 1));
                underWay.decrementAndGet();
            }
        }
    }
}
