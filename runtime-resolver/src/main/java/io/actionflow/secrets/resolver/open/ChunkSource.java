package io.actionflow.secrets.resolver.open;

import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import org.jspecify.annotations.Nullable;

/** Where sealed chunks come from. */
@FunctionalInterface
public interface ChunkSource {

    /** The record that holds the chunk, as it stands on the topic; null where there is none. */
    byte @Nullable [] chunkRecord(ChunkKey key);

    /**
     * The same value with its sealed copy of now: it was sealed anew where that is another one than before, and the chunks
     * of the one before are gone.
     */
    default SealedValue current(SealedValue value) {
        return value;
    }
}
