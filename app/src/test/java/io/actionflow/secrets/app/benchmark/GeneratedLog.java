package io.actionflow.secrets.app.benchmark;

import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.EncryptedEvent;
import io.actionflow.secrets.schemas.record.EventHash;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueDigest;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A log of a thousand projects as the processor writes one, each tenth event with a value, and random bytes for what is encrypted. */
final class GeneratedLog {

    private static final int PROJECTS = 1_000;
    private static final int VALUE_EVERY = 10;
    private static final int PAYLOAD_BYTES = 220;
    private static final int SEALED_BYTES = 300;

    private final KafkaProducer<byte[], byte[]> producer;
    private final int partitions;
    private final Random random = new Random(1);
    private final Sha256[] last = new Sha256[PROJECTS];
    private final long[] sequences = new long[PROJECTS];
    private volatile @Nullable Exception failed;

    private GeneratedLog(KafkaProducer<byte[], byte[]> producer, int partitions) {
        this.producer = producer;
        this.partitions = partitions;
        Arrays.fill(last, Sha256.ZERO);
    }

    static void write(String bootstrapServers, int partitions, long events) {
        // One request at a time: on a topic that was made just now, a second one may come in before the first is
        // retried, and
        // then the broker takes the first no more.
        Map<String, Object> kafka = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "linger.ms",
                20,
                "batch.size",
                1 << 17,
                "max.in.flight.requests.per.connection",
                1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            GeneratedLog log = new GeneratedLog(producer, partitions);
            for (long event = 0; event < events; event++) {
                log.event(event);
            }
            producer.flush();
            log.requireWritten();
        }
    }

    private void requireWritten() {
        if (failed != null) {
            throw new IllegalStateException("Not all records were written: " + failed, failed);
        }
    }

    private void event(long number) {
        int project = random.nextInt(PROJECTS);
        String projectId = "project-" + project;
        ValueDigest value = number % VALUE_EVERY == 0 ? value(projectId, "value-" + number) : null;
        EventKey key = new EventKey(projectId, ++sequences[project]);
        byte[] record = WireRecords.CODEC.encode(
                new EncryptedEvent(last[project], value, List.of(), List.of(), bytes(PAYLOAD_BYTES)));
        last[project] = EventHash.of(key.text().getBytes(StandardCharsets.UTF_8), record);
        send(key, record);
    }

    private ValueDigest value(String projectId, String valueId) {
        byte[] sealed = bytes(SEALED_BYTES);
        send(new ChunkKey(projectId, valueId, 0), WireRecords.CODEC.encode(new ValueChunk(valueId, 0, 1, sealed)));
        return new ValueDigest(valueId, 1, ChunkDigest.append(ChunkDigest.start(), sealed));
    }

    private void send(RecordKey key, byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topic.EVENTS.name(),
                RecordKey.partition(key.projectId(), partitions),
                key.text().getBytes(StandardCharsets.UTF_8),
                value);
        producer.send(record, (sent, failure) -> {
            if (failure != null) {
                failed = failure;
            }
        });
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
