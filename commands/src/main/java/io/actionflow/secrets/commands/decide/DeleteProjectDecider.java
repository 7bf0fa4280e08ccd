package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.command.DeleteProject;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.ProjectDeleted;

/** That it was confirmed is a matter of form. */
final class DeleteProjectDecider implements Decider<DeleteProject> {

    @Override
    public Verdict decide(ProjectView view, EventMeta meta, DeleteProject command) {
        return Verdict.accept(new ProjectDeleted(meta));
    }
}
