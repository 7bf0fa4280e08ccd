package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.result.Rejected;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The form that a chunk must have: whoever takes it from a publisher checks it, the processor checks it again. */
public final class ChunkForm {

    private ChunkForm() {}

    /** The first fault in the form of the chunk, if there is one. */
    public static Optional<Rejected> fault(String projectId, ValueChunk chunk) {
        return Optional.ofNullable(CommandForm.first(
                CommandForm.id("projectId", projectId),
                CommandForm.id("valueId", chunk.valueId()),
                between("count", 1, Limits.MAX_CHUNKS, chunk.count()),
                between("index", 0, chunk.count() - 1, chunk.index()),
                between(
                        "sealed",
                        ValueSealer.OVERHEAD_BYTES,
                        Limits.CHUNK_BYTES + ValueSealer.OVERHEAD_BYTES,
                        chunk.sealed().length)));
    }

    private static @Nullable Rejected between(String field, int least, int most, int actual) {
        if (actual >= least && actual <= most) {
            return null;
        }
        String unit = field.equals("sealed") ? " bytes" : "";
        return Rejected.malformed(
                field, "Expected " + field + " to be " + least + " to " + most + unit + ", but got " + actual);
    }
}
