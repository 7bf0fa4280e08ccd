package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.CommandRefused;

/** A refusal is history for auditors; it changes nothing. */
final class CommandRefusedEvolver implements Evolver<CommandRefused> {

    @Override
    public void evolve(ProjectState state, long sequence, CommandRefused event) {}
}
