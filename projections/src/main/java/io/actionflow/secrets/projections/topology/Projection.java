package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The read side as its users see it: the state that the events so far have made, for many threads. It goes on
 * answering while Kafka is away.
 */
public interface Projection extends AutoCloseable {

    /**
     * A project's state, read through at each call. Entries of a Sync appear before the project's current Sync says so
     * and never change afterwards: read {@link ProjectView#project()} first, then what is valid at its Sync.
     *
     * @throws ProjectionUnavailableException where this instance does not hold the project's partition, or has not yet
     *     caught up since it started; so may every method of the view
     */
    ProjectView project(String projectId);

    /**
     * The record that holds one sealed chunk, as it stands on the topic; null where there is none.
     *
     * @throws ProjectionUnavailableException as above
     */
    byte @Nullable [] chunkRecord(ChunkKey key);

    /** The partition of the event log on which the project's events are. */
    int partitionOf(String projectId);

    /**
     * The partitions that this instance holds, has read to their end since they came to it, and can be asked about; none
     * once it is closed or has failed. It is immutable and may be some moments old.
     */
    Set<Integer> hosted();

    /** How old the state may be. */
    Freshness freshness();

    /** Waits until the project has got as far as the caller needs: a sequence, or a Sync. */
    ProjectEntry await(String projectId, Predicate<ProjectEntry> farEnough, Duration timeout)
            throws TimeoutException, InterruptedException;

    /** From now on tells the listener of every event that is folded. */
    void addListener(ProjectionListener listener);

    @Override
    void close();
}
