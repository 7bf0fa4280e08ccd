package io.actionflow.secrets.resolver.duty;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What came of something that was sent. */
final class Answered {

    private static final Logger LOG = LoggerFactory.getLogger(Answered.class);

    /** The sender gives up by itself, sooner. */
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private Answered() {}

    /** Waits for it; empty where it failed, be it for a while. */
    static <T> Optional<T> outcome(CompletableFuture<T> sent) throws InterruptedException {
        try {
            return Optional.ofNullable(sent.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("No answer; it is tried again", e);
            return Optional.empty();
        }
    }

    /** Waits until it is done; false where it failed. */
    static boolean isDone(CompletableFuture<@Nullable Void> sent) throws InterruptedException {
        return outcome(sent.thenApply(nothing -> true)).isPresent();
    }
}
