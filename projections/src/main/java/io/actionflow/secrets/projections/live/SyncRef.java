package io.actionflow.secrets.projections.live;

import java.time.Instant;

/**
 * The Sync that is asked for.
 *
 * @param partition the project's
 * @param syncedAt a moment by which its event stood on the log: when the answer to the command came, or when the event was
 *     read. The time <em>in</em> the event is none: it is that of the command, which may have waited long for a processor
 */
public record SyncRef(String projectId, int partition, long sync, Instant syncedAt) {}
