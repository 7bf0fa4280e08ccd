package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.editor.index.Memberships;
import io.actionflow.secrets.app.editor.index.ProjectIndexes;
import io.actionflow.secrets.projections.topology.Projection;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * What the API is made of.
 *
 * @param sealer what seals to the key of now; it refuses while that is not known
 * @param oldest how old the state may be that a read is answered from
 * @param executor for what was waited for, and for making indexes: it is never on the thread that folds
 * @param timer for looking again and again whether a Sync is live
 */
public record EditorParts(
        Projection projection,
        ProjectIndexes indexes,
        Memberships memberships,
        Commands commands,
        Liveliness liveliness,
        Supplier<ValueSealer> sealer,
        Duration oldest,
        InstantSource clock,
        Executor executor,
        ScheduledExecutorService timer) {}
