package io.actionflow.secrets.schemas.record;

/** What a member may do in a project. Exact rights stand in one table, next to the deciders. */
public enum Role {
    /** Everything, members included. A project always has one. */
    OWNER,
    /** Secrets, Actionflows and Sync. */
    MANAGER,
    /** Actionflows and Sync; sees that secrets exist. */
    EDITOR,
    /** Looks, and changes nothing. */
    VIEWER
}
