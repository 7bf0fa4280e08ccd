package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.projections.state.DeletionEntry;
import io.actionflow.secrets.projections.state.EntryStore;
import io.actionflow.secrets.projections.state.Keys;
import io.actionflow.secrets.projections.state.MatchEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.ValueEntry;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.ProjectErased;
import io.actionflow.secrets.schemas.event.ProjectErasing;
import io.actionflow.secrets.schemas.record.RecordDigest;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Gives up what deleted projects have: their values, in pieces that fit into a transaction, and at last their keys. Each
 * piece leaves a note of where to go on, in the same transaction: a crash loses and doubles nothing. Most projects are done
 * in one piece, together with the command.
 */
final class Deletions {

    /** What one event names at most. */
    static final int MOST_VALUES_AT_ONCE = 2_000;

    /** Less than every character of an id: what an id and this make stands right after the id alone. */
    private static final char NEXT = ' ';

    private static final char LAST = 0x7f;

    /** Less than every character of an id, and not empty: a deletion that goes on from its beginning. */
    static final String FROM_THE_FIRST = "!";

    private final EntryStore entries;
    private final Function<String, ProjectState> states;
    private final Keyring keyring;
    private final Recorder recorder;
    private final Outbox outbox;

    Deletions(
            EntryStore entries,
            Function<String, ProjectState> states,
            Keyring keyring,
            Recorder recorder,
            Outbox outbox) {
        this.entries = entries;
        this.states = states;
        this.keyring = keyring;
        this.recorder = recorder;
        this.outbox = outbox;
    }

    /** The project was just deleted by this command. */
    void begin(String projectId, String commandId, Instant at) {
        goOn(new DeletionEntry(projectId, commandId, ""), at);
    }

    /** Takes the next piece of one deletion that has something left; of the others the next time. */
    void goOn(Instant now) {
        List<DeletionEntry> first = new ArrayList<>(1);
        entries.scan(Keys.DELETIONS, (key, entry) -> {
            first.add((DeletionEntry) entry);
            return false;
        });
        first.forEach(deletion -> goOn(deletion, now));
    }

    private void goOn(DeletionEntry deletion, Instant at) {
        Piece piece = piece(deletion);
        piece.values.forEach(value -> outbox.tombstones(deletion.projectId(), value, at));
        List<String> valueIds = piece.values.stream().map(ValueRef::valueId).toList();
        ProjectState state = states.apply(deletion.projectId());
        EventMeta meta = new EventMeta(deletion.commandId(), EventMeta.SYSTEM, at);
        if (piece.isLast) {
            List<RecordDigest> destroyed = keyring.destroy(deletion.projectId(), at);
            recorder.record(state, new ProjectErased(meta, destroyed, valueIds), at);
            if (!deletion.after().isEmpty()) {
                entries.delete(Keys.deletion(deletion.projectId()));
            }
        } else {
            recorder.record(state, new ProjectErasing(meta, valueIds), at);
            entries.put(
                    Keys.deletion(deletion.projectId()),
                    new DeletionEntry(deletion.projectId(), deletion.commandId(), piece.after));
        }
    }

    /** Values that are given up together. */
    private static final class Piece {

        /** The id of the last value; where there are candidates alone, where the deletion stood before. */
        private String after;

        private final List<ValueRef> values = new ArrayList<>();
        private int chunks;
        private boolean isLast = true;

        Piece(String after) {
            this.after = after.isEmpty() ? FROM_THE_FIRST : after;
        }

        /** Takes the value if there is room for it. */
        boolean take(ValueRef value) {
            boolean fits = values.isEmpty()
                    || values.size() < MOST_VALUES_AT_ONCE && chunks + value.chunks() <= Outbox.MOST_TOMBSTONES_AT_ONCE;
            if (fits) {
                values.add(value);
                chunks += value.chunks();
            }
            isLast = fits;
            return fits;
        }
    }

    private Piece piece(DeletionEntry deletion) {
        Piece piece = new Piece(deletion.after());
        // Candidates stand apart, and are gone from there once they are given up: no note says where to go on.
        entries.scan(Keys.matches(deletion.projectId()), (key, entry) -> piece.take(((MatchEntry) entry).candidate()));
        if (!piece.isLast) {
            return piece;
        }
        String table = Keys.values(deletion.projectId());
        String from = deletion.after().isEmpty() ? table : table + deletion.after() + NEXT;
        entries.range(from, table + LAST, (key, entry) -> {
            ValueEntry value = (ValueEntry) entry.get();
            // What was given up before has its tombstones, and its receipt comes or has come.
            if (value.isErased()) {
                return true;
            }
            boolean taken = piece.take(value.value());
            piece.after = taken ? key.substring(table.length()) : piece.after;
            return taken;
        });
        return piece;
    }
}
