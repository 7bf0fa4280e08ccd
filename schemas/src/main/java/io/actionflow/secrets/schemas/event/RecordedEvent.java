package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.record.Sha256;

/**
 * An event at its place in the project's history.
 *
 * @param sequence 1 for the first event of a project, and so on without a gap
 * @param previousHash the hash of the event record before it, or zeros
 * @param hash the hash of this event's own record, key and value bytes
 */
public record RecordedEvent(String projectId, long sequence, Sha256 previousHash, Sha256 hash, Event event) {

    /** What everybody can read of it. */
    public EventLink link() {
        return new EventLink(projectId, sequence, previousHash, hash);
    }
}
