package io.actionflow.secrets.projections.live;

import io.actionflow.secrets.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** A consumer of two partitions of reports, one with some of the last minute and one without. */
final class ReportsConsumer extends MockConsumer<byte[], byte[]> {

    static final TopicPartition WITH_YOUNG = new TopicPartition(Topic.REPORTS.name(), 0);
    static final TopicPartition WITHOUT_YOUNG = new TopicPartition(Topic.REPORTS.name(), 1);

    private final long firstYoung;
    volatile Instant askedFor;
    volatile boolean silent;
    private volatile Runnable afterPoll = () -> {};

    ReportsConsumer(long end, long firstYoung) {
        super("none");
        this.firstYoung = firstYoung;
        updatePartitions(
                Topic.REPORTS.name(),
                List.of(
                        new PartitionInfo(Topic.REPORTS.name(), 0, null, null, null),
                        new PartitionInfo(Topic.REPORTS.name(), 1, null, null, null)));
        updateEndOffsets(Map.of(WITH_YOUNG, end, WITHOUT_YOUNG, end));
    }

    void afterPoll(Runnable action) {
        this.afterPoll = action;
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        afterPoll.run();
        return records;
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
        askedFor = Instant.ofEpochMilli(times.get(WITH_YOUNG));
        Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
        found.put(WITH_YOUNG, new OffsetAndTimestamp(firstYoung, askedFor.toEpochMilli()));
        found.put(WITHOUT_YOUNG, null);
        return found;
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration timeout) {
        if (silent) {
            throw new TimeoutException("The test lets nobody answer");
        }
        return super.endOffsets(partitions, timeout);
    }
}
