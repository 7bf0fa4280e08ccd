package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.schemas.record.Sha256;

/**
 * What a checkpoint says, whose signature somebody has verified: a project's event of that number has that hash.
 *
 * @param saved whether it was kept elsewhere, out of reach of those who run the broker
 */
public record SignedHead(String projectId, long sequence, Sha256 hash, boolean saved) {}
