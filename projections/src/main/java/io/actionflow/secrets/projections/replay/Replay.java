package io.actionflow.secrets.projections.replay;

import io.actionflow.secrets.projections.evolve.BrokenHistoryException;
import io.actionflow.secrets.projections.evolve.History;
import io.actionflow.secrets.projections.state.MemoryEntryStore;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.TextHash;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.event.EventLink;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.topic.RecordKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Event records folded from the beginning, in memory, by the same evolvers as everywhere else. What the running
 * projections serve must be what a replay gives.
 */
public final class Replay {

    private final HistoryOpener opener;
    private final TextHash hash;
    private final MemoryEntryStore entries = new MemoryEntryStore();
    private final Map<String, List<RecordedEvent>> histories = new TreeMap<>();

    public Replay(MetadataCipher metadata, TextHash hash) {
        this.opener = new HistoryOpener(metadata, this::fold, this::pass);
        this.hash = hash;
    }

    /**
     * Takes the next record of the log: an event is folded, a project's key is kept for the events that need it, and all
     * else is passed over.
     *
     * @throws DecryptionException where the record can't be opened
     * @throws BrokenHistoryException where an event is not the next one of its project
     */
    public void take(RecordKey key, byte @Nullable [] value) throws DecryptionException {
        opener.accept(key, value);
    }

    /** The log was read to its end; throws {@link DecryptionException} where a key of a project is missing. */
    public void end() throws DecryptionException {
        opener.end();
    }

    private void fold(RecordedEvent event) {
        requireNew(History.fold(state(event.projectId()), event), event.link());
        histories.computeIfAbsent(event.projectId(), id -> new ArrayList<>()).add(event);
    }

    private void pass(EventLink link) {
        requireNew(History.pass(state(link.projectId()), link), link);
    }

    private static void requireNew(boolean isNew, EventLink link) {
        if (!isNew) {
            throw new BrokenHistoryException(
                    "The event " + link.sequence() + " of project " + link.projectId() + " stands on the log twice");
        }
    }

    private ProjectState state(String projectId) {
        return new ProjectState(projectId, entries, hash);
    }

    /** The state that the records so far have made. */
    public ProjectView project(String projectId) {
        return new ProjectView(projectId, entries, hash);
    }

    /** Every project's events, in order, those left out whose keys were destroyed. */
    public Map<String, List<RecordedEvent>> histories() {
        return Map.copyOf(histories);
    }

    /** Every entry of the state, by key. */
    public MemoryEntryStore entries() {
        return entries;
    }
}
