package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.projections.evolve.BrokenHistoryException;
import io.actionflow.secrets.projections.evolve.History;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.TextHash;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.DecryptionException.Reason;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.event.Synced;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Folds event records into the projection of one partition, each event's writes all at once. */
final class EventFolder {

    private final EventCodec codec;
    private final BatchedEntryStore entries;
    private final Leftovers leftovers;
    private final TextHash hash;
    private final ProjectionListener listener;

    EventFolder(
            EventCodec codec,
            BatchedEntryStore entries,
            Leftovers leftovers,
            TextHash hash,
            ProjectionListener listener) {
        this.codec = codec;
        this.entries = entries;
        this.leftovers = leftovers;
        this.hash = hash;
        this.listener = listener;
    }

    /**
     * Folds one record; {@code place} says where it stands, for the case that it can't be read.
     *
     * @return false where the record of its project's key is not there yet: then nothing of it can be told
     */
    boolean fold(EventKey key, byte[] value, String place) {
        ProjectState state = new ProjectState(key.projectId(), entries, hash);
        try {
            fold(state, codec.open(key, value));
            return true;
        } catch (DecryptionException e) {
            if (e.reason() == Reason.PROJECT_KEY_MISSING) {
                return false;
            } else if (e.reason() == Reason.PROJECT_KEY_DESTROYED) {
                pass(state, key, value, place);
                return true;
            }
            throw unreadable(place, e);
        } catch (MalformedRecordException | UnknownSchemaException | BrokenHistoryException e) {
            throw unreadable(place, e);
        }
    }

    private void fold(ProjectState state, RecordedEvent recorded) {
        Collection<String> activated = recorded.event() instanceof Synced ? state.changedSecrets() : List.of();
        boolean isNew = History.fold(state, recorded);
        // Also where the event came before: what was written since may have been lost, and the chunks may be back.
        List<String> gone =
                leftovers.note(recorded.projectId(), recorded.event().erased());
        entries.flush();
        leftovers.delete(recorded.projectId(), gone);
        if (isNew) {
            listener.folded(recorded, Objects.requireNonNull(state.projectEver()), activated);
        }
    }

    private void pass(ProjectState state, EventKey key, byte[] value, String place) {
        try {
            if (History.pass(state, EventCodec.link(key, value))) {
                entries.flush();
            }
        } catch (MalformedRecordException | UnknownSchemaException | BrokenHistoryException e) {
            throw unreadable(place, e);
        }
    }

    private static UnreadableLogException unreadable(String place, Exception cause) {
        return new UnreadableLogException(place, Objects.requireNonNullElse(cause.getMessage(), ""), cause);
    }

    /** Whether the project was deleted. */
    boolean isDeleted(String projectId) {
        var project = new ProjectState(projectId, entries, hash).projectEver();
        return project != null && project.deleted();
    }

    /** How far the project's history is folded; 0 where nothing of it is. */
    long sequence(String projectId) {
        var project = new ProjectState(projectId, entries, hash).projectEver();
        return project == null ? 0 : project.sequence();
    }
}
