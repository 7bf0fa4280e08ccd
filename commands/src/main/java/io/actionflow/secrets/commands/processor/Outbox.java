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

    /** So many tombstones stand in one transaction, which must end in time; whoever has more goes on in the next one. */
    static final int MOST_TOMBSTONES_AT_ONCE = 10_000;

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

    /** Lets compaction erase a whole value. */
    void tombstones(String projectId, ValueRef value, Instant at) {
        tombstones(projectId, value.valueId(), 0, value.chunks(), at);
    }

    /** Lets compaction erase the chunks from {@code from} to before {@code to}. */
    void tombstones(String projectId, String valueId, int from, int to, Instant at) {
        for (int index = from; index < to; index++) {
            toEvents(new ChunkKey(projectId, valueId, index).text(), null, at);
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
