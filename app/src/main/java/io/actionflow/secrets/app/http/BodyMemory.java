package io.actionflow.secrets.app.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes are in memory: of bodies, or of what is made of them. */
final class BodyMemory {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final long most;
    private final AtomicLong used = new AtomicLong();

    BodyMemory(Limits limits) {
        this.most = limits.of(Limit.BODY_BYTES);
    }

    long used() {
        return used.get();
    }

    /** Takes memory for what comes in; throws the problem to answer with where there is not enough. */
    void take(long bytes) {
        if (used.addAndGet(bytes) > most) {
            used.addAndGet(-bytes);
            throw full().asException();
        }
    }

    /** As {@link #take}; what is more than there is by itself has to be alone. */
    void takeOrBeAlone(long bytes) {
        if (used.addAndGet(bytes) > Math.max(most, bytes)) {
            used.addAndGet(-bytes);
            throw full().asException();
        }
    }

    /** Throws where answers that are on their way take all there is: another would be one more. */
    void refuseIfFull() {
        if (used.get() > most) {
            throw full().asException();
        }
    }

    /** Counts what is there already, enough or not: an answer is kept from nobody. */
    void count(long bytes) {
        used.addAndGet(bytes);
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
    }

    private static Problem full() {
        return new Problem(
                503,
                "OVERLOADED",
                "Too many bytes of other requests are in memory; try again soon",
                Map.of(),
                Optional.of(SOON));
    }
}
