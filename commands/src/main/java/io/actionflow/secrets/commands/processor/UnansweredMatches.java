package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.projections.state.EntryStore;
import io.actionflow.secrets.projections.state.Keys;
import io.actionflow.secrets.projections.state.MatchEntry;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.MatchAnswered;
import io.actionflow.secrets.schemas.record.MatchAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Questions that no resolver has answered for so long that nobody waits any more: their candidates are given up. */
final class UnansweredMatches {

    /** Who did what nobody has asked for. */
    private static final String SYSTEM = "system";

    /** As of uploads: all tombstones of a sweep stand in one transaction. */
    private static final int MOST_TOMBSTONES_AT_ONCE = 10_000;

    private final EntryStore entries;
    private final CommandHandler handler;

    private record Unanswered(String projectId, MatchEntry match) {}

    UnansweredMatches(EntryStore entries, CommandHandler handler) {
        this.entries = entries;
        this.handler = handler;
    }

    /** Gives up those that were asked before {@code since}, of all projects; the rest the next time. */
    void giveUp(Instant since, Instant now) {
        List<Unanswered> found = new ArrayList<>();
        AtomicInteger tombstones = new AtomicInteger();
        entries.scan(Keys.MATCHES, (key, entry) -> {
            MatchEntry match = (MatchEntry) entry;
            if (match.askedAt().isBefore(since)) {
                found.add(new Unanswered(Keys.projectOfMatch(key), match));
                tombstones.addAndGet(match.candidate().chunks());
            }
            return tombstones.get() < MOST_TOMBSTONES_AT_ONCE;
        });
        found.forEach(it -> handler.happened(it.projectId, event(it.match, now), now));
    }

    private static MatchAnswered event(MatchEntry match, Instant now) {
        return new MatchAnswered(
                new EventMeta("unanswered." + match.sequence(), SYSTEM, now),
                match.sequence(),
                match.secretId(),
                match.actor(),
                match.candidate().valueId(),
                MatchAnswer.UNKNOWN);
    }
}
