package io.actionflow.secrets.projections.replay;

import io.actionflow.secrets.projections.evolve.BrokenHistoryException;
import io.actionflow.secrets.projections.evolve.History;
import io.actionflow.secrets.projections.state.MemoryEntryStore;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.TextHash;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * One project's events folded from the first, in memory, by the same evolvers as everywhere else. It keeps the state and no
 * event: it grows with what there is, not with what happened. For one thread.
 */
public final class ProjectReplay {

    private final MemoryEntryStore entries = new MemoryEntryStore();
    private final ProjectState state;
    private @Nullable RecordedEvent last;

    public ProjectReplay(String projectId, TextHash hash) {
        this.state = new ProjectState(projectId, entries, hash);
    }

    /** Folds the project's next event; throws {@link BrokenHistoryException} where it is not the next one. */
    public void fold(RecordedEvent event) {
        if (!History.fold(state, event)) {
            throw new BrokenHistoryException(
                    "The event " + event.sequence() + " of project " + event.projectId() + " stands on the log twice");
        }
        last = event;
    }

    /** The state that the events so far have made. */
    public ProjectView state() {
        return state;
    }

    /** Its entries, by key. */
    public MemoryEntryStore entries() {
        return entries;
    }

    /** The last event so far, or null before the first. */
    public @Nullable RecordedEvent last() {
        return last;
    }
}
