package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import java.util.Collection;

/** Hears of events right after their effect can be seen. Called on the thread that folds: it must be quick and not throw. */
@FunctionalInterface
public interface ProjectionListener {

    /**
     * @param project where the project stands now
     * @param activated ids of the secrets whose active value the event changed; empty for all events but a Sync
     */
    void folded(RecordedEvent event, ProjectEntry project, Collection<String> activated);
}
