package io.actionflow.secrets.commands.client;

import io.actionflow.secrets.schemas.crypto.SealingContext;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueHint;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.Rejected;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One value on its way to the resolver's key, piece by piece. It knows no Kafka: sealed pieces go wherever their consumer
 * takes them, and one of them is in memory at a time. For one thread.
 */
public final class SealedUpload {

    private final ValueSealer sealer;
    private final String projectId;
    private final String secretId;
    private final String valueId;
    private final PlainValue value;
    private Sha256 digest = ChunkDigest.start();

    /** Takes sealed pieces in order, index 0 first. */
    @FunctionalInterface
    public interface Consumer {
        void accept(int index, byte[] sealed) throws IOException;
    }

    /**
     * Seals nothing yet.
     *
     * @param secretId of the command that will claim the value; the pieces open for no other
     * @param valueId random, and used for one command
     * @param value remains the caller's to close
     */
    public SealedUpload(ValueSealer sealer, String projectId, String secretId, String valueId, PlainValue value) {
        this.sealer = sealer.asItIs();
        this.projectId = projectId;
        this.secretId = secretId;
        this.valueId = valueId;
        this.value = value;
    }

    /** Why no command with this value can pass, if it can't: it is empty or too long. Nothing else is asked of such a one. */
    public Optional<Rejected> fault() {
        return LocalRules.fault(value);
    }

    /** What the value will be once it is sealed; only its digest and its hints aren't known yet, so it has every hint. */
    public ValueRef announced() {
        int chunks = Math.toIntExact(value.chunks());
        return new ValueRef(
                valueId,
                chunks,
                value.size() + (long) chunks * ValueSealer.OVERHEAD_BYTES,
                ChunkDigest.start(),
                Stream.of(ValueHint.values()).map(Enum::name).toList());
    }

    /**
     * Hands all pieces to the consumer and returns what the command has to say of them.
     *
     * @throws IOException where the value can't be read, or the consumer can't take a piece
     */
    public ValueRef seal(Consumer consumer) throws IOException {
        ValueRef announced = announced();
        digest = ChunkDigest.start();
        try (ValueInspector inspector = new ValueInspector()) {
            value.forEachChunk((index, plain) -> {
                inspector.inspect(plain);
                byte[] sealed =
                        sealer.seal(plain, new SealingContext(projectId, secretId, valueId, index, announced.chunks()));
                digest = ChunkDigest.append(digest, sealed);
                consumer.accept(index, sealed);
            });
            return new ValueRef(valueId, announced.chunks(), announced.size(), digest, inspector.hints());
        }
    }
}
