package io.actionflow.secrets.resolver.run;

import io.actionflow.secrets.resolver.open.SealedValue;
import org.jspecify.annotations.Nullable;

/**
 * The secret that a node input is bound to, at one Sync.
 *
 * @param deleted whether the secret was gone at that Sync
 * @param value its value; null where it was gone, or where the state does not say what the value's chunks must be
 */
record Bound(String secretId, boolean deleted, @Nullable SealedValue value) {}
