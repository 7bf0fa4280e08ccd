/**
 * Checkpoints outside of Kafka: {@code CheckpointFile} is how they are written, {@code KeptCheckpoints} where an auditor
 * keeps them, and {@code CheckpointComparison} holds a cluster against them.
 */
@NullMarked
package io.actionflow.secrets.app.checkpoints;

import org.jspecify.annotations.NullMarked;
