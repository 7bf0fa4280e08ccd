package io.actionflow.secrets.commands.client;

import io.actionflow.secrets.schemas.result.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The futures that wait for an answer, by command id. They are completed on an executor, so that what a caller hangs on
 * a future can't hold up the answers of others. For many threads.
 */
final class PendingAnswers {

    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Executor executor;

    /** Unreadable: why an answer that came could not be read; null where none came. */
    private record Pending(
            CompletableFuture<Outcome> future,
            long deadline,
            @Nullable String unreadable) {}

    PendingAnswers(Duration patience, LongSupplier nanoTime, Executor executor) {
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.executor = executor;
    }

    /** The future of the command's answer. Who sends a command again before it is answered shares the one answer. */
    CompletableFuture<Outcome> expect(String commandId) {
        long deadline = nanoTime.getAsLong() + patience.toNanos();
        Pending expected = pending.merge(
                commandId,
                new Pending(new CompletableFuture<>(), deadline, null),
                (before, again) -> new Pending(before.future, deadline, before.unreadable));
        return expected.future.copy();
    }

    boolean isExpected(String commandId) {
        return pending.containsKey(commandId);
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    void complete(String commandId, Outcome outcome) {
        Pending answered = pending.remove(commandId);
        if (answered != null) {
            onOwnThread(() -> answered.future.complete(outcome));
        }
    }

    /** An answer came that can't be read. A readable one may still come: only its absence will be told so. */
    void unreadable(String commandId, String reason) {
        pending.computeIfPresent(commandId, (id, before) -> new Pending(before.future, before.deadline, reason));
    }

    void fail(String commandId, RuntimeException failure) {
        Pending failed = pending.remove(commandId);
        if (failed != null) {
            onOwnThread(() -> failed.future.completeExceptionally(failure));
        }
    }

    /** Who is answered while the client closes is answered on the thread that closes it. */
    private void onOwnThread(Runnable completion) {
        try {
            executor.execute(completion);
        } catch (RejectedExecutionException e) {
            completion.run();
        }
    }

    /** Fails whatever was not answered in time. */
    void expire() {
        long now = nanoTime.getAsLong();
        pending.forEach((commandId, waiting) -> {
            if (now - waiting.deadline >= 0) {
                fail(commandId, timeout(commandId, waiting));
            }
        });
    }

    /** Fails all that wait. */
    void failAll(String reason, @Nullable Throwable cause) {
        pending.keySet()
                .forEach(commandId -> fail(
                        commandId,
                        CommandUnavailableException.unconfirmed(commandId, reason + unknown(commandId), cause)));
    }

    private CommandTimeoutException timeout(String commandId, Pending waiting) {
        String why = waiting.unreadable == null ? "no answer came" : "the answer can't be read: " + waiting.unreadable;
        return new CommandTimeoutException(
                commandId,
                "Awaited the answer to command " + commandId + " for " + patience.toMillis() + " ms, but " + why + "."
                        + unknown(commandId));
    }

    /** What every failure says that comes after a command was handed to Kafka. */
    static String unknown(String commandId) {
        return " Whether it took effect is unknown. Sending it again with the same command id " + commandId
                + " is safe: it is never applied twice.";
    }
}
