package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.ProjectErased;

/** A receipt for auditors: the project was deleted before. */
final class ProjectErasedEvolver implements Evolver<ProjectErased> {

    @Override
    public void evolve(ProjectState state, long sequence, ProjectErased event) {}
}
