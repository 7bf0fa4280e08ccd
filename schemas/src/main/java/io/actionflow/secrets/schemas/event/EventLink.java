package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.record.Sha256;

/** What of an event record can be read without a key: its place in the history, and how it is linked to the one before. */
public record EventLink(String projectId, long sequence, Sha256 previousHash, Sha256 hash) {}
