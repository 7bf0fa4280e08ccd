package io.actionflow.secrets.projections.replay;

import io.actionflow.secrets.projections.evolve.BrokenHistoryException;
import io.actionflow.secrets.projections.evolve.History;
import io.actionflow.secrets.projections.state.MemoryEntryStore;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.TextHash;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Event records folded from the beginning, in memory, by the same evolvers as everywhere else. What the running
 * projections serve must be what a replay gives.
 */
public final class Replay {

    private final EventCodec codec;
    private final TextHash hash;
    private final MemoryEntryStore entries = new MemoryEntryStore();
    private final Map<String, List<RecordedEvent>> histories = new TreeMap<>();

    public Replay(EventCodec codec, TextHash hash) {
        this.codec = codec;
        this.hash = hash;
    }

    /**
     * Folds the next event record of its project.
     *
     * @throws DecryptionException where the record can't be opened
     * @throws BrokenHistoryException where it is not the next one of its project
     */
    public void fold(EventKey key, byte[] value) throws DecryptionException {
        RecordedEvent event = codec.open(key, value);
        if (!History.fold(new ProjectState(key.projectId(), entries, hash), event)) {
            throw new BrokenHistoryException(
                    "The event " + event.sequence() + " of project " + key.projectId() + " stands on the log twice");
        }
        histories.computeIfAbsent(key.projectId(), id -> new ArrayList<>()).add(event);
    }

    /** The state that the records so far have made. */
    public ProjectView project(String projectId) {
        return new ProjectView(projectId, entries, hash);
    }

    /** Every project's events, in order. */
    public Map<String, List<RecordedEvent>> histories() {
        return Map.copyOf(histories);
    }

    /** Every entry of the state, by key. */
    public MemoryEntryStore entries() {
        return entries;
    }
}
