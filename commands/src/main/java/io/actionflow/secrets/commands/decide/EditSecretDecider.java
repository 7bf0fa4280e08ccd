package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.util.List;

final class EditSecretDecider implements Decider<EditSecret> {

    @Override
    public Verdict decide(ProjectView view, EventMeta meta, EditSecret command) {
        SecretEntry before = view.secret(command.secretId());
        if (before == null) {
            return MissingSecret.reject("to edit", command.secretId());
        } else if (command.expectedVersion() != null && command.expectedVersion() != before.version()) {
            return Verdict.reject(stale(command.expectedVersion(), before));
        }
        Rejected nameFault =
                command.name() == null ? null : SecretNames.fault(view, command.secretId(), command.name());
        if (nameFault != null) {
            return Verdict.reject(nameFault);
        }
        Rejected valueFault = command.value() == null ? null : SecretValues.fault(view, command.value());
        if (valueFault != null) {
            return Verdict.reject(valueFault);
        }
        long version = before.version() + 1;
        return Verdict.accept(
                new SecretEdited(
                        meta, command.secretId(), version, command.name(), command.description(), command.value()),
                version);
    }

    private static Rejected stale(long expected, SecretEntry secret) {
        String message = "Expected version " + expected + " of secret " + Quote.of(secret.name())
                + ", but it is at version " + secret.version();
        return new Rejected(0, RejectionCode.STALE_VERSION, message, null, secret.version(), List.of(), 0);
    }
}
