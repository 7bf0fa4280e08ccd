package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.projections.live.Liveness;
import io.actionflow.secrets.projections.live.SyncRef;

/** Says where a Sync is live now. */
@FunctionalInterface
public interface Liveliness {
    Liveness of(SyncRef sync);
}
