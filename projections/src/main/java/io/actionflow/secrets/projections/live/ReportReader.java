package io.actionflow.secrets.projections.live;

import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.record.ResolverReport;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads reports with one consumer, from a minute back on, into the directory. For one thread. */
final class ReportReader implements TopicFollower.Reading {

    private static final Logger LOG = LoggerFactory.getLogger(ReportReader.class);
    private static final Duration BACK = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Directory directory;
    private final InstantSource clock;
    private final AtomicLong skipped;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> ends;
    private Instant lastAsked = Instant.MIN;

    /**
     * Takes up its place; throws Kafka's own exceptions where it can't.
     *
     * @param skipped counts what was passed over
     */
    ReportReader(Consumer<byte[], byte[]> consumer, Directory directory, InstantSource clock, AtomicLong skipped) {
        this.consumer = consumer;
        this.directory = directory;
        this.clock = clock;
        this.skipped = skipped;
        String topic = Topic.REPORTS.name();
        this.partitions = consumer.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("There is no topic " + topic + ": create the topics first");
        }
        consumer.assign(partitions);
        this.ends = consumer.endOffsets(partitions);
        seek();
    }

    private void seek() {
        long from = clock.instant().minus(BACK).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from));
        Map<TopicPartition, @Nullable OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            consumer.seek(partition, first == null ? end(partition) : first.offset());
        }
    }

    @Override
    public void read() {
        consumer.poll(POLL).forEach(this::read);
        Instant now = clock.instant();
        if (isCaughtUp() && lastAsked.isBefore(now.minus(ASK_EVERY))) {
            lastAsked = now;
            ask(now);
        }
    }

    @Override
    public boolean isCaughtUp() {
        return partitions.stream().allMatch(partition -> consumer.position(partition) >= end(partition));
    }

    private long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    /** Silence on the topic means something only while the leaders of all partitions are there. */
    private void ask(Instant now) {
        try {
            consumer.endOffsets(partitions, ASK_EVERY);
            directory.inContact(now);
        } catch (TimeoutException e) {
            LOG.debug("Not every leader answered", e);
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        try {
            ResolverReport report = WireRecords.CODEC.decode(record.value(), ResolverReport.class);
            check(report, record.key());
            if (!directory.apply(report, receivedAt(record))) {
                skip(record, "there are too many resolvers");
            }
        } catch (MalformedRecordException | UnknownSchemaException e) {
            skip(record, String.valueOf(e.getMessage()));
        }
    }

    private void check(ResolverReport report, byte @Nullable [] key) {
        if (key == null || !report.resolverId().equals(new String(key, StandardCharsets.UTF_8))) {
            throw new MalformedRecordException("resolverId", "Expected the id of the record key");
        }
        if (report.partitions().stream().anyMatch(it -> it.partition() >= partitions.size())) {
            throw new MalformedRecordException(
                    "partition", "Expected one of the " + partitions.size() + " partitions of the event log");
        }
    }

    /** An old report that is read now doesn't mean that its resolver is there now. */
    private Instant receivedAt(ConsumerRecord<byte[], byte[]> record) {
        Instant now = clock.instant();
        Instant written = Instant.ofEpochMilli(record.timestamp());
        boolean isOld = record.offset() < end(new TopicPartition(record.topic(), record.partition()));
        return isOld && written.isBefore(now) ? written : now;
    }

    /** Warns ever more rarely: somebody who writes rubbish may write much of it. */
    private void skip(ConsumerRecord<byte[], byte[]> record, String why) {
        long count = skipped.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            LOG.warn(
                    "Passed over the report at {}-{}@{}, the {}th that was: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    count,
                    why);
        }
    }
}
