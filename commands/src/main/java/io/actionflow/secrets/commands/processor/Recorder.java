package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.projections.evolve.History;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.crypto.ProjectCipher;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.ProjectKeyRotated;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes an event the next one of its project's history, and folds it into the state with the same evolvers as every reader. */
final class Recorder {

    private final EventCodec events;
    private final Keyring keyring;
    private final Checkpoints checkpoints;
    private final Outbox outbox;

    Recorder(ProjectCipher cipher, Keyring keyring, Checkpoints checkpoints, Outbox outbox) {
        this.events = new EventCodec(cipher);
        this.keyring = keyring;
        this.checkpoints = checkpoints;
        this.outbox = outbox;
    }

    void record(ProjectState state, Event decided, Instant at) {
        ProjectEntry before = state.projectEver();
        long sequence = before == null ? 1 : before.sequence() + 1;
        Sha256 previous = before == null ? Sha256.ZERO : before.lastHash();
        Event event = withKey(state.projectId(), decided, at);
        EventCodec.Sealed sealed =
                events.seal(new EventKey(state.projectId(), sequence), generation(before, event), previous, event);
        outbox.event(sealed.key(), sealed.value(), at);
        GivenUp.by(state, event)
                .ifPresent(it -> outbox.tombstones(state.projectId(), it.valueId(), 0, it.chunks(), at));
        RecordedEvent recorded = new RecordedEvent(state.projectId(), sequence, previous, sealed.hash(), event);
        if (!History.fold(state, recorded)) {
            throw new IllegalStateException(
                    "Event " + sequence + " of project " + state.projectId() + " was there before it was decided");
        }
        checkpoints.changed(state.projectId(), at);
    }

    /** What brings a new key is given one, which is written ahead of it. */
    private Event withKey(String projectId, Event decided, Instant at) {
        if (decided instanceof ProjectCreated created) {
            return created.withKey(keyring.create(new GenerationKey(projectId, 1), at));
        } else if (decided instanceof ProjectKeyRotated rotated) {
            return rotated.withKey(keyring.create(new GenerationKey(projectId, rotated.generation()), at));
        }
        return decided;
    }

    /** Of a deleted project: none, so that what follows can be read when its keys are gone. */
    private static int generation(@Nullable ProjectEntry before, Event event) {
        if (event instanceof ProjectKeyRotated rotated) {
            return rotated.generation();
        }
        return before == null ? 1 : before.generation();
    }
}
