package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.command.RemoveMember;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.MemberRemoved;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;

final class RemoveMemberDecider implements Decider<RemoveMember> {

    @Override
    public Verdict decide(ProjectView view, EventMeta meta, RemoveMember command) {
        String intent = "to remove " + Quote.of(command.member());
        if (view.role(command.member()) == null) {
            return Verdict.reject(RejectionCode.MEMBER_NOT_FOUND, "Expected " + intent + ", but that is no member");
        }
        Rejected last = LastOwner.leaves(view, command.member(), null, intent);
        return last != null ? Verdict.reject(last) : Verdict.accept(new MemberRemoved(meta, command.member()));
    }
}
