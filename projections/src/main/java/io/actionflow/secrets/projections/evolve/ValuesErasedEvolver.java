package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.ValuesErased;

final class ValuesErasedEvolver implements Evolver<ValuesErased> {

    @Override
    public void evolve(ProjectState state, long sequence, ValuesErased event) {
        event.valueIds().forEach(state::deleteErasing);
    }
}
