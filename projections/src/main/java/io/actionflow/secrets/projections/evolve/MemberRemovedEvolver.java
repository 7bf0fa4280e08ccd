package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.MemberRemoved;

final class MemberRemovedEvolver implements Evolver<MemberRemoved> {

    @Override
    public void evolve(ProjectState state, long sequence, MemberRemoved event) {
        Owners.count(state, state.role(event.member()), null);
        state.deleteMember(event.member());
    }
}
