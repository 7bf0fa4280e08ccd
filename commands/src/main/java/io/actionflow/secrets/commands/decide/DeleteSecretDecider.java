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
import java.util.List;

final class DeleteSecretDecider implements Decider<DeleteSecret> {

    @Override
    public Verdict decide(ProjectView view, EventMeta meta, DeleteSecret command) {
        SecretEntry secret = view.secret(command.secretId());
        if (secret == null) {
            return MissingSecret.reject("to delete", command.secretId());
        }
        List<Usage> usages = view.usages(command.secretId());
        if (!usages.isEmpty()) {
            return Verdict.reject(bound(secret, usages));
        }
        return Verdict.accept(new SecretDeleted(meta, command.secretId()));
    }

    private static Rejected bound(SecretEntry secret, List<Usage> usages) {
        Usage first = usages.get(0);
        int others = usages.size() - 1;
        String message = "Expected to delete secret " + Quote.of(secret.name()) + ", but Actionflow "
                + Quote.of(first.actionflowId()) + " binds it in node " + Quote.of(first.nodeId())
                + (others == 0 ? "" : " (and " + others + " more " + (others == 1 ? "input" : "inputs") + ")");
        List<Usage> listed = FittingUsages.of(usages);
        return new Rejected(0, RejectionCode.SECRET_BOUND, message, null, null, listed, usages.size());
    }
}
