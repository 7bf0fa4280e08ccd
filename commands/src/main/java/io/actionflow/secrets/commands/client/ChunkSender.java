package io.actionflow.secrets.commands.client;

import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.WireRecords;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sends chunks that somebody else has sealed, one by one, and says when each is safe. For many threads. */
final class ChunkSender {

    private final CommandSender sender;
    private final Executor executor;

    ChunkSender(CommandSender sender, Executor executor) {
        this.sender = sender;
        this.executor = executor;
    }

    CompletableFuture<@Nullable Void> send(String projectId, ValueChunk chunk) {
        CompletableFuture<@Nullable Void> confirmed = new CompletableFuture<>();
        try {
            sender.send(
                    projectId,
                    WireRecords.CODEC.encode(chunk),
                    (metadata, failure) -> onOwnThread(() -> settle(confirmed, chunk, failure)));
        } catch (KafkaException | IllegalStateException e) { // the latter where the client is closed
            settle(confirmed, chunk, e);
        }
        return confirmed;
    }

    private static void settle(
            CompletableFuture<@Nullable Void> confirmed, ValueChunk chunk, @Nullable Exception failure) {
        if (failure == null) {
            confirmed.complete(null);
        } else {
            confirmed.completeExceptionally(CommandUnavailableException.unconfirmed(
                    chunk.valueId(),
                    "Kafka did not confirm chunk " + chunk.index() + " of value " + chunk.valueId() + ": "
                            + failure.getMessage()
                            + ". Sending it again, before any later chunk, is safe: it is taken once.",
                    failure));
        }
    }

    /** Kafka's own thread must not wait for what callers do next. */
    private void onOwnThread(Runnable completion) {
        try {
            executor.execute(completion);
        } catch (RejectedExecutionException e) { // the client closes, and Kafka's thread has nothing else to do
            completion.run();
        }
    }
}
