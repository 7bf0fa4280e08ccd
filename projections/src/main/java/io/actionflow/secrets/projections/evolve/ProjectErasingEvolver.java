package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.ProjectErasing;

/** The values are gone from the topic; of a deleted project nothing shows them. */
final class ProjectErasingEvolver implements Evolver<ProjectErasing> {

    @Override
    public void evolve(ProjectState state, long sequence, ProjectErasing event) {}
}
