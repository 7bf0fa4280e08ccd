package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.ProjectDeleted;
import java.util.Objects;

/** The project's other entries stay where they are: its keys are destroyed next, and nobody can read them then. */
final class ProjectDeletedEvolver implements Evolver<ProjectDeleted> {

    @Override
    public void evolve(ProjectState state, long sequence, ProjectDeleted event) {
        ProjectEntry project = Objects.requireNonNull(state.project());
        Retirement.forget(state);
        state.putProject(ProjectEntry.ofDeleted(project.sequence(), project.lastHash()));
    }
}
