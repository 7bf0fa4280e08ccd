package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.SecretAdded;

final class SecretAddedEvolver implements Evolver<SecretAdded> {

    @Override
    public void evolve(ProjectState state, long sequence, SecretAdded event) {
        EventMeta meta = event.meta();
        state.putSecret(new SecretEntry(
                event.secretId(),
                event.name(),
                event.description(),
                event.value().valueId(),
                1,
                meta.actor(),
                meta.at(),
                meta.actor(),
                meta.at(),
                false));
        state.putName(event.name(), event.secretId());
        state.putValue(event.value(), event.secretId());
        state.putChangedSecret(event.secretId(), sequence);
    }
}
