package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import org.jspecify.annotations.Nullable;

/** A secret's name has at least one character, and no other secret of the draft has the same one. */
final class SecretNames {

    private SecretNames() {}

    /** Why {@code secretId} can't have the name, or null where it can. Its own name it may have again. */
    static @Nullable Rejected fault(ProjectView view, String secretId, String name) {
        if (name.isEmpty()) {
            return Rejected.of(
                    RejectionCode.NAME_EMPTY,
                    "Expected a name for secret " + Quote.of(secretId) + ", but it has no character");
        }
        String holder = view.secretNamed(name);
        return holder == null || holder.equals(secretId)
                ? null
                : Rejected.of(
                        RejectionCode.NAME_TAKEN,
                        "Expected to name secret " + Quote.of(secretId) + " " + Quote.of(name) + ", but secret "
                                + Quote.of(holder) + " has that name");
    }
}
