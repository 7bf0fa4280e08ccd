package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ActiveSecretEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.schemas.command.MatchSecret;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.MatchAsked;
import io.actionflow.secrets.schemas.record.Compared;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import org.jspecify.annotations.Nullable;

/** Decides that the question may be put. The answer is a resolver's: nobody else can open a value. */
final class MatchSecretDecider implements Decider<MatchSecret> {

    @Override
    public Verdict decide(ProjectView view, EventMeta meta, MatchSecret command) {
        SecretEntry secret = view.secret(command.secretId());
        if (secret == null) {
            return MissingSecret.reject("to compare with", command.secretId());
        }
        String valueId = command.compared() == Compared.DRAFT ? secret.valueId() : active(view, command.secretId());
        if (valueId == null) {
            return Verdict.reject(
                    RejectionCode.SECRET_NOT_ACTIVE,
                    "Expected to compare with the active value of secret " + Quote.of(secret.name())
                            + ", but no Sync has made it active");
        }
        Rejected fault = SecretValues.fault(view, command.candidate());
        return fault != null
                ? Verdict.reject(fault)
                : Verdict.accept(
                        new MatchAsked(meta, command.secretId(), command.compared(), valueId, command.candidate()));
    }

    private static @Nullable String active(ProjectView view, String secretId) {
        ActiveSecretEntry active = view.activeSecret(secretId, Long.MAX_VALUE);
        return active == null ? null : active.valueId();
    }
}
