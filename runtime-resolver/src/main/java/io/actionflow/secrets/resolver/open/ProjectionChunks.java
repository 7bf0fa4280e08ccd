package io.actionflow.secrets.resolver.open;

import io.actionflow.secrets.projections.state.ValueEntry;
import io.actionflow.secrets.projections.topology.Projection;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import org.jspecify.annotations.Nullable;

/** The chunks that a projection holds, which knows where a value's current copy is. */
public final class ProjectionChunks implements ChunkSource {

    private final Projection projection;

    public ProjectionChunks(Projection projection) {
        this.projection = projection;
    }

    @Override
    public byte @Nullable [] chunkRecord(ChunkKey key) {
        return projection.chunkRecord(key);
    }

    @Override
    public SealedValue current(SealedValue value) {
        ValueEntry entry = projection.project(value.secret().projectId()).value(value.valueId());
        return entry == null ? value : value.in(entry.value());
    }
}
