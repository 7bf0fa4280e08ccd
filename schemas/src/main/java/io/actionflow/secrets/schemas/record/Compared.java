package io.actionflow.secrets.schemas.record;

/** Which value of a secret is meant. */
public enum Compared {
    /** The one that was saved last, be it synchronized or not. */
    DRAFT,
    /** The one that Actionflows use since the last Sync. */
    ACTIVE
}
