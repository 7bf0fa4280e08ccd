package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.schemas.record.Beat;
import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.OutcomeCodec;
import io.actionflow.secrets.schemas.topic.RecordKey.BeatKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** All that a task writes to topics: events and chunks on its own partition, answers where they are awaited. */
final class Outbox {

    private static final byte[] BEAT = WireRecords.CODEC.encode(new Beat());

    private final ProcessorContext<Addressed, byte @Nullable []> context;
    private final OutcomeCodec outcomes;
    private Instant lastAppended = Instant.EPOCH;

    Outbox(ProcessorContext<Addressed, byte @Nullable []> context, OutcomeCodec outcomes) {
        this.context = context;
        this.outcomes = outcomes;
    }

    void event(String key, byte[] value, Instant at) {
        toEvents(key, value, at);
    }

    /** A project's key, or the proof that it was destroyed. */
    void key(GenerationKey key, byte[] value, Instant at) {
        toEvents(key.text(), value, at);
    }

    void chunk(ChunkKey key, byte[] value, Instant at) {
        toEvents(key.text(), value, at);
    }

    /** Lets compaction erase the chunk. */
    void tombstone(ChunkKey key, Instant at) {
        toEvents(key.text(), null, at);
    }

    /** Lets compaction erase a whole value. */
    void tombstones(String projectId, ValueRef value, Instant at) {
        for (int index = 0; index < value.chunks(); index++) {
            tombstone(new ChunkKey(projectId, value.valueId(), index), at);
        }
    }

    /** Says nothing, so that something is appended. */
    void beat(Instant at) {
        toEvents(new BeatKey().text(), BEAT, at);
    }

    /** The time of the last record that went to {@code secret-events}; long ago where none has since the task began. */
    Instant lastAppended() {
        return lastAppended;
    }

    void checkpoint(SignedCheckpoint checkpoint, Instant at) {
        Addressed key =
                new Addressed(checkpoint.head().projectId(), context.taskId().partition());
        context.forward(
                new Record<>(key, WireRecords.CODEC.encode(checkpoint), at.toEpochMilli()),
                CommandTopology.CHECKPOINTS);
    }

    void answer(String commandId, int replyPartition, Outcome outcome, Instant at) {
        Addressed key = new Addressed(commandId, replyPartition);
        context.forward(
                new Record<>(key, outcomes.seal(commandId, outcome), at.toEpochMilli()), CommandTopology.ANSWERS);
    }

    private void toEvents(String key, byte @Nullable [] value, Instant at) {
        lastAppended = at;
        Addressed address = new Addressed(key, context.taskId().partition());
        context.forward(new Record<>(address, value, at.toEpochMilli()), CommandTopology.EVENTS);
    }
}
