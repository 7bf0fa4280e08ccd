package io.actionflow.secrets.app.system;

import io.actionflow.secrets.projections.replay.LogReader;
import io.actionflow.secrets.projections.replay.Replay;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.record.CommandResult;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.OutcomeCodec;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What stands on the topics after all: the replayed history, the sealed chunks that are left, every answer given. */
final class CrashLog {

    private final TestKeys keys;
    private final Replay replay;
    private final Set<ChunkKey> chunks = new HashSet<>();
    private final Map<String, List<Outcome>> answers = new HashMap<>();

    private CrashLog(TestKeys keys) {
        this.keys = keys;
        this.replay = new Replay(keys.cipher(), keys.hash()::of);
    }

    /** Fails on a gap, a link that doesn't fit, an event that stands there twice, a record that can't be read. */
    static CrashLog read(String bootstrapServers, TestKeys keys) throws Exception {
        CrashLog log = new CrashLog(keys);
        LogReader.read(Map.of("bootstrap.servers", bootstrapServers), log::take);
        log.readAnswers(bootstrapServers);
        return log;
    }

    Replay replay() {
        return replay;
    }

    /** The chunks without a tombstone. */
    Set<ChunkKey> chunks() {
        return chunks;
    }

    /** Every answer on the topic, by command id. */
    Map<String, List<Outcome>> answers() {
        return answers;
    }

    /** All events, by the id of the command that caused them. */
    Map<String, List<RecordedEvent>> byCommand() {
        Map<String, List<RecordedEvent>> events = new HashMap<>();
        replay.histories().values().stream().flatMap(List::stream).forEach(event -> events.computeIfAbsent(
                        event.event().meta().commandId(), id -> new ArrayList<>())
                .add(event));
        return events;
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        RecordKey key = RecordKey.parse(record.key());
        try {
            replay.take(key, record.value());
        } catch (Exception e) {
            throw new AssertionError("The history is broken at " + record.offset(), e);
        }
        if (key instanceof ChunkKey chunk && record.value() == null) {
            chunks.remove(chunk);
        } else if (key instanceof ChunkKey chunk) {
            chunks.add(chunk);
        }
    }

    private void readAnswers(String bootstrapServers) throws Exception {
        OutcomeCodec codec = new OutcomeCodec(keys.cipher());
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.RESULTS.name()).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    CommandResult result = WireRecords.CODEC.decode(record.value(), CommandResult.class);
                    answers.computeIfAbsent(record.key(), id -> new ArrayList<>())
                            .add(codec.open(result));
                }
            }
        }
    }
}
