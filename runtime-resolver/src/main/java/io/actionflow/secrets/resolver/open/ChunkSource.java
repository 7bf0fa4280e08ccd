package io.actionflow.secrets.resolver.open;

import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import org.jspecify.annotations.Nullable;

/** Where sealed chunks come from. */
@FunctionalInterface
public interface ChunkSource {

    /** The record that holds the chunk, as it stands on the topic; null where there is none. */
    byte @Nullable [] chunkRecord(ChunkKey key);
}
