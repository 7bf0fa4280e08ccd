package io.actionflow.secrets.commands.client;

import io.actionflow.secrets.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** A consumer of a results topic of four partitions, each of which holds 100 records from before. */
final class ScriptedConsumer extends MockConsumer<byte[], byte[]> {

    static final int PARTITIONS = 4;
    private static final long BEFORE = 100;

    private final AtomicReference<RuntimeException> away = new AtomicReference<>();
    private long next = BEFORE;

    ScriptedConsumer() {
        super("earliest");
        for (int partition = 0; partition < PARTITIONS; partition++) {
            TopicPartition place = new TopicPartition(Topic.RESULTS.name(), partition);
            updateBeginningOffsets(Map.of(place, 0L));
            updateEndOffsets(Map.of(place, BEFORE));
        }
    }

    /** From now on nobody can say which partitions there are; null for an end of that. */
    void away(RuntimeException reason) {
        away.set(reason);
    }

    synchronized void write(byte[] key, byte[] value) {
        TopicPartition place = assignment().iterator().next();
        addRecord(new ConsumerRecord<>(place.topic(), place.partition(), next++, key, value));
    }

    @Override
    public synchronized List<PartitionInfo> partitionsFor(String topic) {
        RuntimeException reason = away.get();
        if (reason != null) {
            throw reason;
        }
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new PartitionInfo(topic, partition, null, null, null))
                .toList();
    }

    /** A little slower than a mock, so that the reading thread does not take a core for itself. */
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        LockSupport.parkNanos(1_000_000);
        return super.poll(timeout);
    }
}
