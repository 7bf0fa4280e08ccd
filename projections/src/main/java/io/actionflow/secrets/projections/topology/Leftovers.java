package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.projections.state.Keys;
import io.actionflow.secrets.projections.state.LeftoverEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Gets rid of given-up values so that no crash brings them back. Neither store writes ahead of what it does: after a crash
 * the projection may have an event whose deletions the log store has lost, and a reader that was away for long sees no
 * tombstone either. So the projection notes, together with the event, what is to be deleted, until the deletions are on
 * the disk.
 */
final class Leftovers {

    private final BatchedEntryStore entries;
    private final LogStore log;

    Leftovers(BatchedEntryStore entries, LogStore log) {
        this.entries = entries;
        this.log = log;
    }

    /** Notes those of the values that are here, with the event that is being folded; returns them. */
    List<String> note(String projectId, List<String> erased) {
        List<String> held =
                erased.stream().filter(valueId -> log.holds(projectId, valueId)).toList();
        held.forEach(valueId -> entries.put(Keys.leftover(projectId, valueId), new LeftoverEntry(valueId)));
        return held;
    }

    /** Deletes what was noted, once the note is in the store. */
    void delete(String projectId, List<String> noted) {
        noted.forEach(valueId -> log.delete(projectId, valueId));
    }

    /** Deletes once more all that is noted: a crash may have come between. */
    void deleteAgain() {
        noted((key, valueId) -> log.delete(Keys.projectOf(key), valueId));
    }

    /** Writes the deletions to the disk, if there are any, and forgets them. */
    void settle() {
        List<String> keys = new ArrayList<>();
        noted((key, valueId) -> keys.add(key));
        if (!keys.isEmpty()) {
            log.writeOut();
            keys.forEach(entries::delete);
            entries.flush();
        }
    }

    private void noted(BiConsumer<String, String> visitor) {
        entries.scan(Keys.LEFTOVERS, (key, entry) -> {
            visitor.accept(key, ((LeftoverEntry) entry).valueId());
            return true;
        });
    }
}
