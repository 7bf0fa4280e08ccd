package io.actionflow.secrets.app.system;

import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.topology.Freshness;
import io.actionflow.secrets.projections.topology.Projection;
import io.actionflow.secrets.projections.topology.ProjectionListener;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A projection whose disk has gone bad: the last bit of every chunk is the wrong one. */
record CorruptChunks(Projection sound) implements Projection {

    @Override
    public ProjectView project(String projectId) {
        return sound.project(projectId);
    }

    @Override
    public byte @Nullable [] chunkRecord(ChunkKey key) {
        byte[] record = sound.chunkRecord(key);
        if (record != null) {
            record = record.clone();
            record[record.length - 1] ^= 1;
        }
        return record;
    }

    @Override
    public int partitionOf(String projectId) {
        return sound.partitionOf(projectId);
    }

    @Override
    public Set<Integer> hosted() {
        return sound.hosted();
    }

    @Override
    public Freshness freshness() {
        return sound.freshness();
    }

    @Override
    public ProjectEntry await(String projectId, Predicate<ProjectEntry> farEnough, Duration timeout)
            throws TimeoutException, InterruptedException {
        return sound.await(projectId, farEnough, timeout);
    }

    @Override
    public void addListener(ProjectionListener listener) {
        sound.addListener(listener);
    }

    @Override
    public void close() {
        // It is another's to close.
    }
}
