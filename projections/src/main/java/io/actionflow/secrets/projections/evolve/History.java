package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.record.Sha256;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Folds a project's history into its state, event by event, and accepts no history but an unbroken one. */
public final class History {

    private History() {}

    /**
     * Folds one event.
     *
     * @return false where the state already holds the event, because a reader may meet records twice
     * @throws BrokenHistoryException where the event is not the next one, or not linked to the one before
     */
    public static boolean fold(ProjectState state, RecordedEvent recorded) {
        ProjectEntry before = state.project();
        long last = before == null ? 0 : before.sequence();
        if (recorded.sequence() <= last) {
            return false;
        }
        check(before, recorded);
        Evolvers.evolve(state, recorded.sequence(), recorded.event());
        ProjectEntry after = Objects.requireNonNull(state.project());
        state.putProject(after.withLast(recorded.sequence(), recorded.hash()));
        return true;
    }

    private static void check(@Nullable ProjectEntry before, RecordedEvent recorded) {
        long next = before == null ? 1 : before.sequence() + 1;
        Sha256 link = before == null ? Sha256.ZERO : before.lastHash();
        if (recorded.sequence() != next) {
            throw broken(recorded, "expected event " + next + " next");
        }
        if (!recorded.previousHash().equals(link)) {
            throw broken(recorded, "it is not linked to the event before it");
        }
        if ((before == null) != (recorded.event() instanceof ProjectCreated)) {
            throw broken(recorded, "a history begins with ProjectCreated, and only begins with it");
        }
    }

    private static BrokenHistoryException broken(RecordedEvent recorded, String why) {
        return new BrokenHistoryException("The history of project " + recorded.projectId() + " is broken at event "
                + recorded.sequence() + ": " + why);
    }
}
