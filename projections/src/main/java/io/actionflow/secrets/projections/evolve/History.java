package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.EventLink;
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
        ProjectEntry before = state.projectEver();
        if (recorded.sequence() <= sequence(before)) {
            return false;
        }
        check(before, recorded.link());
        if ((before == null) != (recorded.event() instanceof ProjectCreated)) {
            throw broken(recorded.link(), "a history begins with ProjectCreated, and only begins with it");
        }
        Evolvers.evolve(state, recorded.sequence(), recorded.event());
        ProjectEntry after = Objects.requireNonNull(state.projectEver());
        state.putProject(after.withLast(recorded.sequence(), recorded.hash()));
        return true;
    }

    /**
     * Goes over an event that nobody can read any more, because its key was provably destroyed with its project: all that is
     * left of the project is where its history stands.
     *
     * @return false where the state already holds the event
     * @throws BrokenHistoryException as {@link #fold} does
     */
    public static boolean pass(ProjectState state, EventLink link) {
        ProjectEntry before = state.projectEver();
        if (link.sequence() <= sequence(before)) {
            return false;
        }
        check(before, link);
        state.putProject(ProjectEntry.ofDeleted(link.sequence(), link.hash()));
        return true;
    }

    private static long sequence(@Nullable ProjectEntry project) {
        return project == null ? 0 : project.sequence();
    }

    private static void check(@Nullable ProjectEntry before, EventLink link) {
        long next = sequence(before) + 1;
        Sha256 previous = before == null ? Sha256.ZERO : before.lastHash();
        if (link.sequence() != next) {
            throw broken(link, "expected event " + next + " next");
        }
        if (!link.previousHash().equals(previous)) {
            throw broken(link, "it is not linked to the event before it");
        }
    }

    private static BrokenHistoryException broken(EventLink link, String why) {
        return new BrokenHistoryException(
                "The history of project " + link.projectId() + " is broken at event " + link.sequence() + ": " + why);
    }
}
