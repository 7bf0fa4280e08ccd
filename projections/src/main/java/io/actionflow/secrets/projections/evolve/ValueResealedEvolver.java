package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.ValueEntry;
import io.actionflow.secrets.schemas.event.ValueResealed;
import java.util.Objects;

/** The value keeps its id, so that nothing which names it changes: a Run that began before finds it, too. */
final class ValueResealedEvolver implements Evolver<ValueResealed> {

    @Override
    public void evolve(ProjectState state, long sequence, ValueResealed event) {
        ValueEntry before = Objects.requireNonNull(state.value(event.valueId()));
        state.putCopy(event.valueId(), event.copy(), before.secretId());
        state.putTaken(event.copy().valueId(), event.valueId());
        Retirement.giveUpChunks(state, event.previous(), event.meta().at());
    }
}
