package io.actionflow.secrets.commands.client;

import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.record.WireRecords;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Sends one value while it is sealed. Only a few sealed chunks are in memory at any moment. */
final class ChunkUpload {

    private static final int MOST_IN_FLIGHT = 4;

    private final CommandSender sender;
    private final Duration patience;
    private final Deque<Future<?>> inFlight = new ArrayDeque<>();

    ChunkUpload(CommandSender sender, Duration patience) {
        this.sender = sender;
        this.patience = patience;
    }

    /**
     * Sends all chunks and returns what the command has to say of them.
     *
     * @throws IOException where the value can't be read
     * @throws KafkaException where a chunk can't be sent
     */
    ValueRef send(String projectId, SealedUpload upload) throws IOException {
        ValueRef announced = upload.announced();
        ValueRef sealed = upload.seal((index, piece) ->
                send(projectId, new ValueChunk(announced.valueId(), index, announced.chunks(), piece)));
        // A command must not overtake a chunk that was lost on its way: it would be rejected for good.
        while (!inFlight.isEmpty()) {
            awaitOldest();
        }
        return sealed;
    }

    private void send(String projectId, ValueChunk chunk) {
        if (inFlight.size() == MOST_IN_FLIGHT) {
            awaitOldest();
        }
        inFlight.add(sender.send(projectId, WireRecords.CODEC.encode(chunk), (metadata, failure) -> {}));
    }

    private void awaitOldest() {
        try {
            inFlight.remove().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(
                    "A chunk of the value was not confirmed for " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }
}
