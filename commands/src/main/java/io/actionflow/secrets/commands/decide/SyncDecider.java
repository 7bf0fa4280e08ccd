package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.Synced;
import java.util.Objects;

final class SyncDecider implements Decider<Sync> {

    @Override
    public Verdict decide(ProjectView view, EventMeta meta, Sync command) {
        long changes = view.changedSecrets().size() + view.changedActionflows().size();
        if (changes == 0) {
            return new Verdict.Accept(null, 0, 0);
        }
        long sync = Objects.requireNonNull(view.project()).sync() + 1;
        return new Verdict.Accept(new Synced(meta, sync, changes), 0, changes);
    }
}
