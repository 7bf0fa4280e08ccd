package io.actionflow.secrets.app.cli.audit;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.projections.evolve.BrokenHistoryException;
import io.actionflow.secrets.projections.replay.LogItem;
import io.actionflow.secrets.projections.replay.LogItem.Opened;
import io.actionflow.secrets.projections.replay.LogItem.Unreadable;
import io.actionflow.secrets.projections.replay.LogOpener;
import io.actionflow.secrets.projections.replay.ProjectReplay;
import io.actionflow.secrets.projections.replay.TopicReader;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Folds the events of one project up to the first that is too late. Here an event that can't be opened is the end. */
final class ProjectFolding {

    private final ProjectReplay replay;
    private final Predicate<RecordedEvent> isInTime;
    private @Nullable RecordedEvent first;
    private boolean isOver;

    ProjectFolding(ProjectReplay replay, Predicate<RecordedEvent> isInTime) {
        this.replay = replay;
        this.isInTime = isInTime;
    }

    void read(DecryptingOptions audit, TopicReader topic) throws IOException, GeneralSecurityException {
        LogOpener opener = new LogOpener(new EventCodec(audit.cipher()));
        String projectId = audit.oneProject();
        audit.read(topic, record -> {
            if (!isOver && LogOpener.mayBeOf(projectId, record)) {
                opener.open(record).ifPresent(this::take);
            }
        });
    }

    /** The project's first event, in time or not; null where it has none. */
    @Nullable
    RecordedEvent first() {
        return first;
    }

    private void take(LogItem item) {
        if (item instanceof Unreadable closed && !closed.projectId().isEmpty()) {
            throw failure(
                    "UNREADABLE",
                    "The record " + closed.key() + " at " + closed.place() + " can't be opened (" + closed.reason()
                            + "), and state needs every event");
        } else if (item instanceof Opened opened) {
            first = first == null ? opened.event() : first;
            isOver = !isInTime.test(opened.event());
            if (!isOver) {
                fold(opened);
            }
        }
    }

    private void fold(Opened opened) {
        try {
            replay.fold(opened.event());
        } catch (BrokenHistoryException e) {
            throw failure("BROKEN_HISTORY", e.getMessage() + ", at " + opened.place());
        }
    }

    private static CommandFailure failure(String code, String message) {
        return new CommandFailure(
                ExitStatus.FAILED, code, message, "Find out more with: secrets audit replay, and verify");
    }
}
