package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.projections.evolve.BrokenHistoryException;
import io.actionflow.secrets.projections.evolve.History;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.TextHash;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
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

    /** Folds one record; {@code place} says where it stands, for the case that it can't be read. */
    void fold(EventKey key, byte[] value, String place) {
        try {
            RecordedEvent recorded = codec.open(key, value);
            ProjectState state = new ProjectState(key.projectId(), entries, hash);
            Collection<String> activated = recorded.event() instanceof Synced ? state.changedSecrets() : List.of();
            boolean isNew = History.fold(state, recorded);
            // Also where the event came before: what was written since may have been lost, and the chunks may be back.
            List<String> gone = leftovers.note(key.projectId(), recorded.event().erased());
            entries.flush();
            leftovers.delete(key.projectId(), gone);
            if (isNew) {
                listener.folded(recorded, Objects.requireNonNull(state.project()), activated);
            }
        } catch (DecryptionException | MalformedRecordException | UnknownSchemaException | BrokenHistoryException e) {
            throw new UnreadableLogException(place, Objects.requireNonNullElse(e.getMessage(), ""), e);
        }
    }

    /** How far the project's history is folded; 0 where nothing of it is. */
    long sequence(String projectId) {
        var project = new ProjectState(projectId, entries, hash).project();
        return project == null ? 0 : project.sequence();
    }
}
