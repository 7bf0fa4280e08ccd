package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.result.RejectionCode;

/** The rejection of what is to happen to a secret that the draft does not have. */
final class MissingSecret {

    private MissingSecret() {}

    static Verdict reject(String intent, String secretId) {
        return Verdict.reject(
                RejectionCode.SECRET_NOT_FOUND,
                "Expected " + intent + " secret " + Quote.of(secretId) + ", but the draft has none with this id");
    }
}
