package io.actionflow.secrets.commands.client;

import io.actionflow.secrets.schemas.crypto.SealingContext;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueHint;
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
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Seals one value piece by piece and sends the sealed chunks. Only a few of them are in memory at any moment. */
final class ChunkUpload {

    private static final int MOST_IN_FLIGHT = 4;

    private final ValueSealer sealer;
    private final CommandSender sender;
    private final Duration patience;
    private final Deque<Future<?>> inFlight = new ArrayDeque<>();
    private Sha256 digest = ChunkDigest.start();

    ChunkUpload(ValueSealer sealer, CommandSender sender, Duration patience) {
        this.sealer = sealer;
        this.sender = sender;
        this.patience = patience;
    }

    /** What the value will be once it is sealed; only its digest and its hints aren't known yet, so it has them all. */
    static ValueRef announced(String valueId, PlainValue value) {
        int chunks = (int) value.chunks();
        return new ValueRef(
                valueId,
                chunks,
                value.size() + (long) chunks * ValueSealer.OVERHEAD_BYTES,
                ChunkDigest.start(),
                Stream.of(ValueHint.values()).map(Enum::name).toList());
    }

    /**
     * Sends all chunks and returns what the command has to say of them.
     *
     * @throws IOException where the value can't be read
     * @throws KafkaException where a chunk can't be sent
     */
    ValueRef send(String projectId, String secretId, ValueRef announced, PlainValue value) throws IOException {
        int count = announced.chunks();
        try (ValueInspector inspector = new ValueInspector()) {
            value.forEachChunk((index, plain) -> {
                inspector.inspect(plain);
                SealingContext context = new SealingContext(projectId, secretId, announced.valueId(), index, count);
                byte[] sealed = sealer.seal(plain, context);
                digest = ChunkDigest.append(digest, sealed);
                send(projectId, new ValueChunk(announced.valueId(), index, count, sealed));
            });
            // A command must not overtake a chunk that was lost on its way: it would be rejected for good.
            while (!inFlight.isEmpty()) {
                awaitOldest();
            }
            return new ValueRef(announced.valueId(), count, announced.size(), digest, inspector.hints());
        }
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
