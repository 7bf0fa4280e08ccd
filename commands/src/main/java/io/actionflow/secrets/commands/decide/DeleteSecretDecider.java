package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.SecretDeleted;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.result.Usage;

final class DeleteSecretDecider implements Decider<DeleteSecret> {

    @Override
    public Verdict decide(ProjectView view, EventMeta meta, DeleteSecret command) {
        SecretEntry secret = view.secret(command.secretId());
        if (secret == null) {
            return MissingSecret.reject("to delete", command.secretId());
        }
        Rejected stale = SecretVersions.fault(secret, command.expectedVersion());
        if (stale != null) {
            return Verdict.reject(stale);
        }
        FittingUsages usages = new FittingUsages();
        view.usages(command.secretId(), usages::add);
        Usage first = usages.first();
        if (first != null) {
            return Verdict.reject(bound(secret, first, usages));
        }
        return Verdict.accept(new SecretDeleted(meta, command.secretId()));
    }

    private static Rejected bound(SecretEntry secret, Usage first, FittingUsages usages) {
        long others = usages.count() - 1;
        String message = "Expected to delete secret " + Quote.of(secret.name()) + ", but Actionflow "
                + Quote.of(first.actionflowId()) + " binds it in node " + Quote.of(first.nodeId())
                + (others == 0 ? "" : " (and " + others + " more " + (others == 1 ? "input" : "inputs") + ")");
        return new Rejected(0, RejectionCode.SECRET_BOUND, message, null, null, usages.fitting(), usages.count());
    }
}
