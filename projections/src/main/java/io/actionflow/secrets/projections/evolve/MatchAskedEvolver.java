package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.AskedMatch;
import io.actionflow.secrets.projections.state.MatchEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.MatchAsked;

final class MatchAskedEvolver implements Evolver<MatchAsked> {

    @Override
    public void evolve(ProjectState state, long sequence, MatchAsked event) {
        EventMeta meta = event.meta();
        String secretId = event.secretId();
        state.putMatch(new MatchEntry(sequence, secretId, meta.actor(), event.valueId(), event.candidate(), meta.at()));
        state.putMatches(
                secretId,
                meta.actor(),
                state.matches(secretId, meta.actor()).with(new AskedMatch(sequence, meta.at(), null)));
        state.putTaken(event.candidate().valueId(), secretId);
    }
}
