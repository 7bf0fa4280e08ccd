package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.projections.state.EntryStore;
import io.actionflow.secrets.projections.state.Keys;
import io.actionflow.secrets.projections.state.MatchEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.MatchAnswered;
import io.actionflow.secrets.schemas.record.MatchAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Questions that no resolver has answered for so long that nobody waits any more: their candidates are given up. */
final class UnansweredMatches {

    private final EntryStore entries;
    private final Function<String, ProjectState> states;
    private final Recorder recorder;

    private record Unanswered(String projectId, MatchEntry match) {}

    UnansweredMatches(EntryStore entries, Function<String, ProjectState> states, Recorder recorder) {
        this.entries = entries;
        this.states = states;
        this.recorder = recorder;
    }

    /** Gives up those that were asked before {@code since}, of all projects; the rest the next time. */
    void giveUp(Instant since, Instant now) {
        List<Unanswered> found = new ArrayList<>();
        AtomicInteger tombstones = new AtomicInteger();
        entries.scan(Keys.MATCHES, (key, entry) -> {
            MatchEntry match = (MatchEntry) entry;
            String projectId = Keys.projectOf(key);
            if (match.askedAt().isBefore(since) && isGoingOn(projectId)) {
                found.add(new Unanswered(projectId, match));
                tombstones.addAndGet(match.candidate().chunks());
            }
            return tombstones.get() < Outbox.MOST_TOMBSTONES_AT_ONCE;
        });
        found.forEach(it -> recorder.record(states.apply(it.projectId), event(it.match, now), now));
    }

    /** Nothing comes between the events of a project that is being restored, and a deleted one gives up everything itself. */
    private boolean isGoingOn(String projectId) {
        ProjectState state = states.apply(projectId);
        return state.project() != null && !state.isImporting();
    }

    private static MatchAnswered event(MatchEntry match, Instant now) {
        return new MatchAnswered(
                new EventMeta("unanswered." + match.sequence(), EventMeta.SYSTEM, now),
                match.sequence(),
                match.secretId(),
                match.actor(),
                match.candidate().valueId(),
                MatchAnswer.UNKNOWN);
    }
}
