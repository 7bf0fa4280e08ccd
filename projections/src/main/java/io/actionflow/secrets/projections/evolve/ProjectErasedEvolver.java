package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.ProjectErased;

/** The last values have their tombstones, and the keys are destroyed. */
final class ProjectErasedEvolver implements Evolver<ProjectErased> {

    @Override
    public void evolve(ProjectState state, long sequence, ProjectErased event) {
        Retirement.giveUpDeleted(state, event.valueIds(), event.meta().at());
    }
}
