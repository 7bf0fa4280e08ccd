package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ActionflowEntry;
import io.actionflow.secrets.projections.state.ActiveActionflowEntry;
import io.actionflow.secrets.projections.state.ActiveSecretEntry;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.schemas.event.Synced;
import java.util.Objects;

/**
 * Writes what changed as new versions that are valid from this Sync on. Readers that hold an earlier Sync see none of
 * it; the project's current Sync is advanced last, so that new readers see all of it or nothing.
 */
final class SyncedEvolver implements Evolver<Synced> {

    @Override
    public void evolve(ProjectState state, long sequence, Synced event) {
        for (String secretId : state.changedSecrets()) {
            activateSecret(state, secretId, event);
            state.deleteChangedSecret(secretId);
        }
        for (String actionflowId : state.changedActionflows()) {
            activateActionflow(state, actionflowId, event.sync());
            state.deleteChangedActionflow(actionflowId);
        }
        ProjectEntry project = Objects.requireNonNull(state.project());
        state.putProject(project.withSync(event.sync()));
    }

    private static void activateSecret(ProjectState state, String secretId, Synced event) {
        long sync = event.sync();
        SecretEntry draft = Objects.requireNonNull(state.secretEver(secretId));
        ActiveSecretEntry before = state.activeSecret(secretId, sync - 1);
        ActiveSecretEntry after = new ActiveSecretEntry(draft.deleted() ? null : draft.valueId());
        if (!after.equals(before)) {
            state.putActiveSecret(secretId, sync, after);
            Retirement.leftActive(state, secretId, before, event.meta().at());
        }
        if (draft.deleted()) {
            state.putSecret(draft.withoutTexts());
        }
    }

    private static void activateActionflow(ProjectState state, String actionflowId, long sync) {
        ActionflowEntry draft = state.actionflow(actionflowId);
        if (draft == null) {
            state.putActiveActionflow(actionflowId, sync, ActiveActionflowEntry.GONE);
        } else {
            state.putActiveActionflow(actionflowId, sync, new ActiveActionflowEntry(draft.version()));
            state.putActiveVersion(actionflowId, draft.version(), sync);
        }
    }
}
