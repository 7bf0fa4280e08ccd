package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ActionflowEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.event.ActionflowSaved;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class SaveActionflowDecider implements Decider<SaveActionflow> {

    @Override
    public Verdict decide(ProjectView view, EventMeta meta, SaveActionflow command) {
        Set<String> found = new HashSet<>();
        for (Binding binding : command.bindings()) {
            Verdict rejected = reject(view, binding, found);
            if (rejected != null) {
                return rejected;
            }
        }
        // Version numbers go on after a deletion: an old caller must never get another flow under the same number.
        ActionflowEntry latest = view.actionflowEver(command.actionflowId());
        long version = latest == null ? 1 : latest.version() + 1;
        return Verdict.accept(new ActionflowSaved(meta, command.actionflowId(), version, command.bindings()), version);
    }

    private static @Nullable Verdict reject(ProjectView view, Binding binding, Set<String> found) {
        String intent =
                "Expected to bind secret " + Quote.of(binding.secretId()) + " in node " + Quote.of(binding.nodeId());
        if (OutputNodes.include(binding)) {
            return Verdict.reject(
                    RejectionCode.OUTPUT_NODE_BINDING,
                    intent + ", but that is an Output node, and its inputs leave the platform");
        } else if (!found.contains(binding.secretId()) && view.secret(binding.secretId()) == null) {
            return Verdict.reject(
                    RejectionCode.SECRET_NOT_FOUND, intent + ", but the draft has no secret with this id");
        }
        found.add(binding.secretId());
        return null;
    }
}
