package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.result.Rejected;

final class EditSecretDecider implements Decider<EditSecret> {

    @Override
    public Verdict decide(ProjectView view, EventMeta meta, EditSecret command) {
        SecretEntry before = view.secret(command.secretId());
        if (before == null) {
            return MissingSecret.reject("to edit", command.secretId());
        }
        Rejected stale = SecretVersions.fault(before, command.expectedVersion());
        if (stale != null) {
            return Verdict.reject(stale);
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
}
