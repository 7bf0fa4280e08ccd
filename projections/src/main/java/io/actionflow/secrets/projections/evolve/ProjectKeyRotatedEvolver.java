package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.ProjectKeyRotated;
import java.util.Objects;

final class ProjectKeyRotatedEvolver implements Evolver<ProjectKeyRotated> {

    @Override
    public void evolve(ProjectState state, long sequence, ProjectKeyRotated event) {
        ProjectEntry project = Objects.requireNonNull(state.project());
        state.putProject(project.withGeneration(event.generation()));
    }
}
