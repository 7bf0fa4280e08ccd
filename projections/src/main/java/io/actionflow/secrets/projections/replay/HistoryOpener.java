package io.actionflow.secrets.projections.replay;

import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.DecryptionException.Reason;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ProjectKeys;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.event.EventLink;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens the events of a log that is read once from its beginning, with the keys of projects that stand on it. Events whose
 * key has not come wait: the proof that a deleted project's key was destroyed stands behind them. It keeps key records and
 * what waits, and nothing else.
 */
public final class HistoryOpener {

    private final EventCodec codec;
    private final ProjectKeys keys;
    private final Consumer<RecordedEvent> opened;
    private final Consumer<EventLink> erased;
    private final Map<GenerationKey, byte[]> records = new HashMap<>();
    private final Map<String, Deque<Waiting>> waiting = new HashMap<>();

    private record Waiting(EventKey key, byte[] value) {}

    /**
     * Makes one.
     *
     * @param opened is given each project's events in the order of the log
     * @param erased is given, in the same order, what is left of events whose key was provably destroyed
     */
    public HistoryOpener(MetadataCipher metadata, Consumer<RecordedEvent> opened, Consumer<EventLink> erased) {
        this.keys = new ProjectKeys(metadata);
        this.codec = new EventCodec(keys.using(records::get));
        this.opened = opened;
        this.erased = erased;
    }

    /**
     * Takes the next record of the log; what is neither an event nor a key is passed over.
     *
     * @throws DecryptionException where an event can't be opened, or a key record is neither a key nor a proof
     */
    public void accept(RecordKey key, byte @Nullable [] value) throws DecryptionException {
        if (key instanceof GenerationKey generation && value != null) {
            key(generation, value);
        } else if (key instanceof EventKey event && value != null) {
            event(event, value);
        }
    }

    /** The log was read to its end; throws {@link DecryptionException} where an event still waits for its key. */
    public void end() throws DecryptionException {
        if (!waiting.isEmpty()) {
            throw new DecryptionException(Reason.PROJECT_KEY_MISSING);
        }
    }

    private void key(GenerationKey key, byte[] record) throws DecryptionException {
        keys.isDestroyed(key, record);
        keys.forget(key);
        records.put(key, record);
        Deque<Waiting> events = waiting.remove(key.projectId());
        if (events != null) {
            for (Waiting event : events) {
                event(event.key(), event.value());
            }
        }
    }

    private void event(EventKey key, byte[] value) throws DecryptionException {
        Deque<Waiting> before = waiting.get(key.projectId());
        if (before != null) {
            before.add(new Waiting(key, value));
            return;
        }
        try {
            opened.accept(codec.open(key, value));
        } catch (DecryptionException e) {
            if (e.reason() == Reason.PROJECT_KEY_MISSING) {
                waiting.computeIfAbsent(key.projectId(), id -> new ArrayDeque<>())
                        .add(new Waiting(key, value));
            } else if (e.reason() == Reason.PROJECT_KEY_DESTROYED) {
                erased.accept(EventCodec.link(key, value));
            } else {
                throw e;
            }
        }
    }
}
