package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.MatchAnswered;

final class MatchAnsweredEvolver implements Evolver<MatchAnswered> {

    @Override
    public void evolve(ProjectState state, long sequence, MatchAnswered event) {
        String secretId = event.secretId();
        state.deleteMatch(event.asked());
        Retirement.giveUpChunks(state, event.candidate(), event.meta().at());
        state.putMatches(
                secretId,
                event.askedBy(),
                state.matches(secretId, event.askedBy()).answered(event.asked(), event.answer()));
    }
}
