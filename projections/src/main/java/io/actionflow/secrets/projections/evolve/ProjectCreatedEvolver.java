package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.record.Sha256;

final class ProjectCreatedEvolver implements Evolver<ProjectCreated> {

    @Override
    public void evolve(ProjectState state, long sequence, ProjectCreated event) {
        state.putProject(
                new ProjectEntry(sequence, Sha256.ZERO, 0, 1, event.meta().at(), event.key() == null ? 0 : 1, false));
        state.putMember(event.meta().actor(), Role.OWNER);
    }
}
