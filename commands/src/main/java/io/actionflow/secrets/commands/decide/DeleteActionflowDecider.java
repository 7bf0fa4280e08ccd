package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.command.DeleteActionflow;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.event.ActionflowDeleted;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.result.RejectionCode;

final class DeleteActionflowDecider implements Decider<DeleteActionflow> {

    @Override
    public Verdict decide(ProjectView view, EventMeta meta, DeleteActionflow command) {
        if (view.actionflow(command.actionflowId()) == null) {
            return Verdict.reject(
                    RejectionCode.ACTIONFLOW_NOT_FOUND,
                    "Expected to delete Actionflow " + Quote.of(command.actionflowId())
                            + ", but the draft has none with this id");
        }
        return Verdict.accept(new ActionflowDeleted(meta, command.actionflowId()));
    }
}
