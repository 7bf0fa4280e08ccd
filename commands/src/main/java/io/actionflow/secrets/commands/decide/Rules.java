package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.MatchesEntry;
import io.actionflow.secrets.schemas.command.CommandSignatures;

/**
 * What decisions rest on besides the state and the command. It is the same for all projects.
 *
 * @param signatures which resolvers are believed
 * @param matchesPerHour how many questions about one secret one Owner may ask within an hour
 */
public record Rules(CommandSignatures signatures, int matchesPerHour) {

    public static final int MATCHES_PER_HOUR = 5;

    /** No resolver is believed, and all else is as usual. */
    public static final Rules USUAL = new Rules(CommandSignatures.none(), MATCHES_PER_HOUR);

    public Rules {
        if (matchesPerHour < 1 || matchesPerHour > MatchesEntry.MOST) {
            throw new IllegalArgumentException(
                    "Expected 1 to " + MatchesEntry.MOST + " matches an hour, but got " + matchesPerHour);
        }
    }
}
