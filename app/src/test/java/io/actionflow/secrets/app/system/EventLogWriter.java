package io.actionflow.secrets.app.system;

import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes histories to the event log as the command processor would: linked, encrypted, in transactions. */
final class EventLogWriter implements AutoCloseable {

    private final EventCodec codec;
    private final int partitions;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, EventCodec.Sealed> last = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();

    EventLogWriter(String bootstrapServers, TestKeys keys, int partitions) {
        this.codec = new EventCodec(keys.cipher());
        this.partitions = partitions;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "event-log-writer"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Appends the project's next event in a transaction of its own; returns its sequence. */
    long append(String projectId, Event event) {
        long sequence = sequences.merge(projectId, 1L, Long::sum);
        EventCodec.Sealed before = last.get(projectId);
        EventCodec.Sealed sealed =
                codec.seal(new EventKey(projectId, sequence), before == null ? Sha256.ZERO : before.hash(), event);
        last.put(projectId, sealed);
        send(projectId, sealed.key(), sealed.value());
        return sequence;
    }

    /** Appends an event that leaves a gap of one. */
    void appendAfterGap(String projectId, Event event) {
        sequences.merge(projectId, 1L, Long::sum);
        append(projectId, event);
    }

    /** Puts one sealed chunk on the topic, in a transaction of its own. */
    void appendChunk(ChunkKey key, byte[] chunkRecord) {
        send(key.projectId(), key.text(), chunkRecord);
    }

    private void send(String projectId, String key, byte[] value) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(
                Topic.EVENTS.name(),
                RecordKey.partition(projectId, partitions),
                key.getBytes(StandardCharsets.UTF_8),
                value));
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }
}
