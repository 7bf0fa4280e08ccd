package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.projections.state.EntryStore;
import io.actionflow.secrets.projections.state.Keys;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.UnsignedEntry;
import io.actionflow.secrets.schemas.crypto.CheckpointSigner;
import io.actionflow.secrets.schemas.record.Checkpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs how far each changed project has come. Which projects changed since is part of the state, so that a crash forgets
 * none; a project that changes often costs one entry and one checkpoint an interval.
 *
 * <p>A round goes once through all that is unsigned, in steps that do not hold up commands for long. What changes behind
 * the round's back is for the next one. Signed is what the state says in the transaction at hand, so that no checkpoint is
 * ever ahead of the log.
 */
final class Checkpoints {

    /** A signature takes some 0.1 ms, and commands wait meanwhile. */
    private static final int MOST_AT_ONCE = 100;

    /** Greater than every character of an id. */
    private static final String LAST = Keys.UNSIGNED + '\u007f';

    private final EntryStore entries;
    private final Outbox outbox;
    private final CheckpointSigner signer;

    private String from = Keys.UNSIGNED;
    private volatile @Nullable Instant oldest; // metrics read it
    private @Nullable Instant oldestOfNextRound;

    /** What one step has done: how many it signed, and whether the round goes on. */
    record Step(int signed, boolean isUnfinished) {}

    Checkpoints(EntryStore entries, Outbox outbox, CheckpointSigner signer) {
        this.entries = entries;
        this.outbox = outbox;
        this.signer = signer;
    }

    /** The project has an event that no checkpoint covers. */
    void changed(String projectId, Instant at) {
        String key = Keys.unsigned(projectId);
        if (entries.get(key) == null) {
            entries.put(key, new UnsignedEntry(at));
            oldest = oldest == null ? at : oldest;
            oldestOfNextRound = oldestOfNextRound == null ? at : oldestOfNextRound;
        }
    }

    /** Does the next step of the round, or the first of a new one. */
    Step step(Instant now) {
        if (from.equals(Keys.UNSIGNED)) {
            oldestOfNextRound = null;
        }
        List<String> due = new ArrayList<>();
        entries.range(from, LAST, (key, entry) -> {
            due.add(key);
            return due.size() < MOST_AT_ONCE;
        });
        due.forEach(key -> sign(key, now));
        boolean isUnfinished = due.size() == MOST_AT_ONCE;
        from = isUnfinished ? due.get(due.size() - 1) + '\0' : Keys.UNSIGNED;
        if (!isUnfinished) {
            oldest = oldestOfNextRound;
        }
        return new Step(due.size(), isUnfinished);
    }

    /** Since when something has been unsigned, as far as this instance has seen it come. */
    Optional<Instant> oldest() {
        return Optional.ofNullable(oldest);
    }

    private void sign(String key, Instant now) {
        String projectId = key.substring(Keys.UNSIGNED.length());
        ProjectEntry project = entries.get(Keys.project(projectId), ProjectEntry.class);
        if (project == null) {
            throw new IllegalStateException("Project " + projectId + " has changed and is not there");
        }
        outbox.checkpoint(signer.sign(new Checkpoint(projectId, project.sequence(), project.lastHash(), now)), now);
        entries.delete(key);
    }
}
