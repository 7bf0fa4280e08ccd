package io.actionflow.secrets.projections.verify;

import org.jspecify.annotations.Nullable;

/** One record of {@code secret-events} as it stands there; a tombstone has no value. */
public record LogRecord(int partition, long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value) {}
