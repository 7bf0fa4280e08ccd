package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.AskedMatch;
import io.actionflow.secrets.projections.state.MatchesEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.MatchSecret;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whoever may ask often enough has guessed every short value in the end. */
final class MatchRate {

    private MatchRate() {}

    /** The refusal of a question too many, with the event that records it; null where the command is none. */
    static @Nullable Verdict exceeded(ProjectView view, int perHour, EventMeta meta, Command command) {
        if (!(command instanceof MatchSecret match)) {
            return null;
        }
        List<AskedMatch> counted = view.matches(match.secretId(), meta.actor()).within(meta.at());
        if (counted.size() < perHour) {
            return null;
        }
        Instant again = counted.get(counted.size() - perHour).askedAt().plus(MatchesEntry.WINDOW);
        Rejected rejected = Rejected.until(
                again,
                RejectionCode.RATE_LIMITED,
                "Expected at most " + perHour + " questions an hour about secret " + Quote.of(match.secretId())
                        + ", but there were " + counted.size() + ": ask again at " + again);
        return Recorded.reject(rejected, meta, command);
    }
}
