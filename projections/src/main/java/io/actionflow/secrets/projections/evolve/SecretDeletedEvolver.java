package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ActiveSecretEntry;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.schemas.event.SecretDeleted;
import java.util.Objects;

final class SecretDeletedEvolver implements Evolver<SecretDeleted> {

    @Override
    public void evolve(ProjectState state, long sequence, SecretDeleted event) {
        ProjectEntry project = Objects.requireNonNull(state.project());
        SecretEntry before = Objects.requireNonNull(state.secret(event.secretId()));
        state.deleteName(before.name());
        Retirement.leftDraft(
                state, event.secretId(), before.valueId(), event.meta().at());
        SecretEntry after = before.deleted(event.meta());
        ActiveSecretEntry active = state.activeSecret(event.secretId(), project.sync());
        if (active == null) {
            // Added and deleted between two Syncs: there is nothing that a Sync would have to take away.
            state.putSecret(after.withoutTexts());
            state.deleteChangedSecret(event.secretId());
        } else {
            state.putSecret(after);
            state.putChangedSecret(event.secretId(), sequence);
        }
    }
}
