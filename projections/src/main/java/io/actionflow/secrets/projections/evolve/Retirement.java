package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ActiveSecretEntry;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.RetiredEntry;
import io.actionflow.secrets.projections.state.ValueEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a value leaves: retired by what takes its last use away, given up after the retention, done with at the receipt.
 *
 * <p>A value's id is claimed once in the life of a project. So a value that neither the draft nor the current Sync has will
 * never be had again: only Runs that began at an earlier Sync may still ask for it.
 */
final class Retirement {

    private Retirement() {}

    /** The draft no longer has the value. Where the current Sync has it, the Sync that takes it away retires it. */
    static void leftDraft(ProjectState state, String secretId, String valueId, Instant at) {
        ProjectEntry project = Objects.requireNonNull(state.project());
        ActiveSecretEntry active = state.activeSecret(secretId, project.sync());
        if (active == null || !valueId.equals(active.valueId())) {
            state.putRetired(new RetiredEntry(secretId, valueId, at, false));
        }
    }

    /** A Sync took the value's place. */
    static void leftActive(ProjectState state, String secretId, @Nullable ActiveSecretEntry before, Instant at) {
        String valueId = before == null ? null : before.valueId();
        if (valueId != null) {
            state.putRetired(new RetiredEntry(secretId, valueId, at, true));
        }
    }

    /** The chunks of the value's current copy are tombstoned: nobody can have it from now on. */
    static void giveUp(ProjectState state, String copyId, Instant at) {
        String valueId = state.valueOf(copyId);
        ValueEntry value = Objects.requireNonNull(state.value(valueId));
        state.putErased(valueId, value, at);
        giveUpChunks(state, copyId, at);
    }

    /** Likewise what is no value that anybody uses: a copy that another one replaces, a candidate. */
    static void giveUpChunks(ProjectState state, String copyId, Instant at) {
        state.putErasing(copyId, at);
    }

    /** Retires nothing of the project any more: it is gone as a whole. */
    static void forget(ProjectState state) {
        List<RetiredEntry> retired = new ArrayList<>();
        state.retired(retired::add);
        retired.forEach(it -> state.deleteRetired(it.at(), it.used(), it.valueId()));
    }

    /** Gives up values and candidates of a deleted project, whose own entries may be out of reach, as its keys are destroyed. */
    static void giveUpDeleted(ProjectState state, Collection<String> valueIds, Instant at) {
        valueIds.forEach(valueId -> giveUpChunks(state, valueId, at));
        Set<String> givenUp = Set.copyOf(valueIds);
        List<Long> asked = new ArrayList<>();
        state.matches(match -> {
            if (givenUp.contains(match.candidate().valueId())) {
                asked.add(match.sequence());
            }
            return true;
        });
        asked.forEach(state::deleteMatch);
    }
}
