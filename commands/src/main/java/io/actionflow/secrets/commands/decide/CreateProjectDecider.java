package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.result.RejectionCode;

final class CreateProjectDecider implements Decider<CreateProject> {

    @Override
    public Verdict decide(ProjectView view, EventMeta meta, CreateProject command) {
        ProjectEntry project = view.projectEver();
        if (project != null) {
            return Verdict.reject(
                    RejectionCode.PROJECT_EXISTS,
                    "Expected to create project " + Quote.of(command.projectId())
                            + (project.deleted()
                                    ? ", but there was one with this id: ids are not used twice"
                                    : ", but there is one with this id already"));
        }
        return Verdict.accept(new ProjectCreated(meta));
    }
}
