package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who changes a secret may say which version they saw, so that nobody's change is lost unseen. */
final class SecretVersions {

    private SecretVersions() {}

    /** Why the secret can't be changed, or null where it can: it has the expected version, or none is expected. */
    static @Nullable Rejected fault(SecretEntry secret, @Nullable Long expected) {
        if (expected == null || expected == secret.version()) {
            return null;
        }
        String message = "Expected version " + expected + " of secret " + Quote.of(secret.name())
                + ", but it is at version " + secret.version();
        return new Rejected(0, RejectionCode.STALE_VERSION, message, null, secret.version(), List.of(), 0);
    }
}
