package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ActionflowEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.VersionEntry;
import io.actionflow.secrets.schemas.event.ActionflowSaved;
import io.actionflow.secrets.schemas.event.EventMeta;

final class ActionflowSavedEvolver implements Evolver<ActionflowSaved> {

    @Override
    public void evolve(ProjectState state, long sequence, ActionflowSaved event) {
        EventMeta meta = event.meta();
        String actionflowId = event.actionflowId();
        Usages.remove(state, actionflowId);
        Usages.add(state, actionflowId, event.version(), event.bindings());
        state.putVersion(actionflowId, event.version(), new VersionEntry(event.bindings(), meta.actor(), meta.at()));
        state.putActionflow(new ActionflowEntry(actionflowId, event.version(), false, meta.actor(), meta.at()));
        state.putChangedActionflow(actionflowId, sequence);
    }
}
