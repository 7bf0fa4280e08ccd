package io.actionflow.secrets.app.topics;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** Waits for brokers to learn what the controller knows already. */
final class Visible {

    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final long POLL_MS = 20;

    private Visible() {}

    /** Returns once it is seen; throws {@link TimeoutException}, saying what was done, where it isn't in time. */
    static void await(String done, BooleanSupplier seen) {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (!seen.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        done + ", but after " + WITHIN.toSeconds() + " s no broker knows of all that");
            }
            pause();
        }
    }

    /**
     * What is seen once nothing in it may still pass, or after some seconds whatever is seen then. Brokers learn one after another,
     * and each question may go to another of them: that one has seen it does not mean that the next one has.
     */
    static <T> List<T> settled(Supplier<List<T>> look, Predicate<T> mayPass) {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        List<T> seen = look.get();
        while (seen.stream().anyMatch(mayPass) && System.nanoTime() < deadline) {
            pause();
            seen = look.get();
        }
        return seen;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
