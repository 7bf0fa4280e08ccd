package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.record.Role;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps the number of a project's Owners, so that the last one is known without looking at every member. */
final class Owners {

    private Owners() {}

    static void count(ProjectState state, @Nullable Role before, @Nullable Role after) {
        int change = (after == Role.OWNER ? 1 : 0) - (before == Role.OWNER ? 1 : 0);
        if (change != 0) {
            ProjectEntry project = Objects.requireNonNull(state.project());
            state.putProject(project.withOwners(project.owners() + change));
        }
    }
}
