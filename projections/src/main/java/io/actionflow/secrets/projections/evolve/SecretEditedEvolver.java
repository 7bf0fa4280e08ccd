package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.schemas.event.SecretEdited;
import java.util.Objects;

final class SecretEditedEvolver implements Evolver<SecretEdited> {

    @Override
    public void evolve(ProjectState state, long sequence, SecretEdited event) {
        SecretEntry before = Objects.requireNonNull(state.secret(event.secretId()));
        if (event.name() != null) {
            state.deleteName(before.name());
            state.putName(event.name(), event.secretId());
        }
        if (event.value() != null) {
            state.putValue(event.value(), event.secretId());
            Retirement.leftDraft(
                    state, event.secretId(), before.valueId(), event.meta().at());
        }
        state.putSecret(before.edited(event));
        state.putChangedSecret(event.secretId(), sequence);
    }
}
