package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A project always keeps an Owner: nobody else could ever make one. */
final class LastOwner {

    private LastOwner() {}

    /** A rejection where {@code member} is the only Owner and would not be one {@code after}, else null. */
    static @Nullable Rejected leaves(ProjectView view, String member, @Nullable Role after, String intent) {
        if (after == Role.OWNER || view.role(member) != Role.OWNER) {
            return null;
        }
        int owners = Objects.requireNonNull(view.project()).owners();
        return owners > 1
                ? null
                : Rejected.of(
                        RejectionCode.LAST_OWNER,
                        "Expected " + intent + ", but " + Quote.of(member) + " is the project's last OWNER");
    }
}
