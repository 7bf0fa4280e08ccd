package io.actionflow.secrets.schemas.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * How far a project's history had come: its last event, and the hash of that event's record. Since each event holds the
 * hash of the one before, a checkpoint stands for all of the history up to it.
 *
 * @param sequence at least 1
 * @param at when this was found to be so, in whole milliseconds
 */
public record Checkpoint(String projectId, long sequence, Sha256 hash, Instant at) {

    /** Cuts {@code at} to milliseconds, which is all that is signed of it. */
    public Checkpoint {
        at = Instant.ofEpochMilli(at.toEpochMilli());
    }

    /**
     * What a signature is over: {@code secret-checkpoint}, project id, sequence and time in decimal digits and hash in
     * lower-case hexadecimal, joined by NUL. No part holds a NUL, so no two checkpoints have the same bytes.
     */
    public byte[] bytes() {
        return String.join(
                        "\0",
                        "secret-checkpoint",
                        projectId,
                        Long.toString(sequence),
                        hash.toString(),
                        Long.toString(at.toEpochMilli()))
                .getBytes(StandardCharsets.UTF_8);
    }
}
