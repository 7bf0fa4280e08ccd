package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.GivenUpValue;
import io.actionflow.secrets.schemas.event.ValuesErasing;

final class ValuesErasingEvolver implements Evolver<ValuesErasing> {

    @Override
    public void evolve(ProjectState state, long sequence, ValuesErasing event) {
        for (GivenUpValue value : event.values()) {
            state.deleteRetired(value.retiredAt(), value.used(), state.valueOf(value.valueId()));
            Retirement.giveUp(state, value.valueId(), event.meta().at());
        }
    }
}
