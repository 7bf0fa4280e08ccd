package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ActionflowEntry;
import io.actionflow.secrets.projections.state.ActiveActionflowEntry;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.ActionflowDeleted;
import io.actionflow.secrets.schemas.event.EventMeta;
import java.util.Objects;

final class ActionflowDeletedEvolver implements Evolver<ActionflowDeleted> {

    @Override
    public void evolve(ProjectState state, long sequence, ActionflowDeleted event) {
        EventMeta meta = event.meta();
        String actionflowId = event.actionflowId();
        ProjectEntry project = Objects.requireNonNull(state.project());
        ActionflowEntry before = Objects.requireNonNull(state.actionflow(actionflowId));
        Usages.remove(state, actionflowId);
        state.putActionflow(new ActionflowEntry(actionflowId, before.version(), true, meta.actor(), meta.at()));
        ActiveActionflowEntry active = state.activeActionflow(actionflowId, project.sync());
        if (active == null || active.isGone()) {
            // Saved and deleted between two Syncs: there is nothing that a Sync would have to take away.
            state.deleteChangedActionflow(actionflowId);
        } else {
            state.putChangedActionflow(actionflowId, sequence);
        }
    }
}
