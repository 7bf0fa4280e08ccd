package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;

final class AddSecretDecider implements Decider<AddSecret> {

    @Override
    public Verdict decide(ProjectView view, EventMeta meta, AddSecret command) {
        // Also an id that was deleted: an earlier Actionflow version that binds it must never get another's value.
        if (view.secretEver(command.secretId()) != null) {
            return Verdict.reject(
                    RejectionCode.SECRET_EXISTS,
                    "Expected to add secret " + Quote.of(command.secretId())
                            + ", but the id is or was that of another secret");
        }
        Rejected nameFault = SecretNames.fault(view, command.secretId(), command.name());
        if (nameFault != null) {
            return Verdict.reject(nameFault);
        }
        Rejected valueFault = SecretValues.fault(view, command.value());
        if (valueFault != null) {
            return Verdict.reject(valueFault);
        }
        return Verdict.accept(
                new SecretAdded(meta, command.secretId(), command.name(), command.description(), command.value()), 1);
    }
}
