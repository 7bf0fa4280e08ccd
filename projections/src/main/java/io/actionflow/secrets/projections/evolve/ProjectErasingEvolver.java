package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.ProjectErasing;

/** The values have their tombstones; of a deleted project nothing else shows them. */
final class ProjectErasingEvolver implements Evolver<ProjectErasing> {

    @Override
    public void evolve(ProjectState state, long sequence, ProjectErasing event) {
        Retirement.giveUpDeleted(state, event.valueIds(), event.meta().at());
    }
}
