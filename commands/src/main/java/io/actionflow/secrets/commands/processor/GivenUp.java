package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.projections.state.MatchEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.MatchAnswered;
import io.actionflow.secrets.schemas.event.ValueResealed;
import java.util.Optional;

/** What an event gives up that takes effect at once: the id under which chunks stand, and how many there are. */
record GivenUp(String valueId, int chunks) {

    /** What the event gives up, if anything; {@code before} is the state before it. */
    static Optional<GivenUp> by(ProjectView before, Event event) {
        if (event instanceof ValueResealed it) {
            // A copy is cut as the one before was.
            return Optional.of(new GivenUp(it.previous(), it.copy().chunks()));
        } else if (event instanceof MatchAnswered it) {
            MatchEntry match = before.match(it.asked());
            return Optional.ofNullable(match)
                    .map(asked -> new GivenUp(it.candidate(), asked.candidate().chunks()));
        }
        return Optional.empty();
    }
}
