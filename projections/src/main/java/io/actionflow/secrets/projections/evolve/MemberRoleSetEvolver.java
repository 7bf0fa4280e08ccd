package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.MemberRoleSet;

final class MemberRoleSetEvolver implements Evolver<MemberRoleSet> {

    @Override
    public void evolve(ProjectState state, long sequence, MemberRoleSet event) {
        Owners.count(state, state.role(event.member()), event.role());
        state.putMember(event.member(), event.role());
    }
}
