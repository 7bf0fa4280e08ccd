package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.result.Rejected;

final class SetMemberRoleDecider implements Decider<SetMemberRole> {

    @Override
    public Verdict decide(ProjectView view, EventMeta meta, SetMemberRole command) {
        String intent = "to make " + Quote.of(command.member()) + " " + command.role();
        Rejected last = LastOwner.leaves(view, command.member(), command.role(), intent);
        return last != null
                ? Verdict.reject(last)
                : Verdict.accept(new MemberRoleSet(meta, command.member(), command.role()));
    }
}
