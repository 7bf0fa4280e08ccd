package io.actionflow.secrets.projections.state;

import org.jspecify.annotations.Nullable;

/** How the draft of a secret stands to what flows use, and so what the next Sync will do to it. */
public enum SecretStatus {
    /** Draft and use are the same; a Sync does nothing. */
    ACTIVE,
    /** No flow can use it yet; a Sync makes it active. */
    ADDED,
    /** Flows use what it was before; a Sync makes the edit active, be it of the name alone. */
    CHANGED,
    /** It is no longer in the draft, but flows use it until a Sync takes it away. */
    DELETING;

    /** The status, or null for a secret that was deleted and that nothing uses. */
    static @Nullable SecretStatus of(boolean deleted, boolean changed, boolean active) {
        if (deleted) {
            return active ? DELETING : null;
        } else if (changed) {
            return active ? CHANGED : ADDED;
        }
        return ACTIVE;
    }
}
