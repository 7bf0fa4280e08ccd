package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.Event;

/**
 * Folds one type of event into a project's state. It has no clock, no randomness and no choice: what the event says,
 * happens, and the same events always give the same state. The very same evolvers run in the command processor, in
 * every reader and in replay.
 */
@FunctionalInterface
interface Evolver<E extends Event> {

    /** Changes the state; {@code sequence} is the event's place in the project's history. */
    void evolve(ProjectState state, long sequence, E event);
}
