package io.actionflow.secrets.projections.replay;

import io.actionflow.secrets.projections.settings.KafkaSettings;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic once, from its first record to what is its end when the reader is opened, in memory that does not grow with
 * the topic. It writes nothing, joins no group and needs one right: READ on the topic. For one thread.
 *
 * <p>Its methods throw Kafka's exceptions: {@link AuthorizationException} without the right,
 * {@link UnknownTopicOrPartitionException} where there is no such topic, {@link TimeoutException} where no broker answers.
 */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    /** For so long nothing may come while something is still to come. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    // Of each broker, as it is on the wire: with the records that are handed out, all that is in memory.
    private static final int FETCH_BYTES = 8 << 20;

    /** Takes record after record, each partition in order; it may throw what it likes, which ends the reading. */
    @FunctionalInterface
    public interface Sink<X extends Exception> {
        void take(ConsumerRecord<byte[], byte[]> record) throws X;
    }

    /** Hears how far the reading has come, again and again and at its end. */
    @FunctionalInterface
    public interface Progress {
        void at(long read, long all);
    }

    /** What is read of one partition: offsets from {@code begin} to before {@code end}, some of which hold no record. */
    public record Extent(TopicPartition partition, long begin, long end) {

        long size() {
            return end - begin;
        }
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final int partitions;
    private final List<Extent> extents;
    private final long all;

    private TopicReader(KafkaConsumer<byte[], byte[]> consumer, int partitions, List<Extent> extents) {
        this.consumer = consumer;
        this.partitions = partitions;
        this.extents = extents;
        this.all = extents.stream().mapToLong(Extent::size).sum();
    }

    /** Opens all partitions; {@code kafka} are Kafka's own settings. */
    public static TopicReader open(Map<String, ?> kafka, Topic topic) {
        return open(kafka, topic.name(), count -> OptionalInt.empty());
    }

    /** Opens the one partition in which a project's records stand. */
    public static TopicReader ofProject(Map<String, ?> kafka, Topic topic, String projectId) {
        return open(kafka, topic.name(), count -> OptionalInt.of(RecordKey.partition(projectId, count)));
    }

    private interface Choice {
        OptionalInt of(int partitions);
    }

    private static TopicReader open(Map<String, ?> kafka, String topic, Choice choice) {
        var consumer = new KafkaConsumer<>(config(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<PartitionInfo> all = consumer.partitionsFor(topic);
            if (all.isEmpty()) {
                throw new UnknownTopicOrPartitionException("There is no topic " + topic);
            }
            List<TopicPartition> partitions = chosen(all, choice.of(all.size()));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return new TopicReader(consumer, all.size(), extents(consumer, partitions));
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static Map<String, Object> config(Map<String, ?> kafka) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        config.putAll(KafkaSettings.fitting(kafka, ConsumerConfig.configNames()));
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Topics are made by operators; whoever asks for one that is missing shall hear so.
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    private static List<TopicPartition> chosen(List<PartitionInfo> all, OptionalInt chosen) {
        return all.stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .filter(it -> chosen.isEmpty() || chosen.getAsInt() == it.partition())
                .toList();
    }

    private static List<Extent> extents(KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        return partitions.stream()
                .map(it -> new Extent(it, begins.getOrDefault(it, 0L), ends.getOrDefault(it, 0L)))
                .toList();
    }

    /** Over how many partitions the topic is spread, whether or not all of them are read. */
    public int partitions() {
        return partitions;
    }

    /** What is read, known from the start. */
    public List<Extent> extents() {
        return extents;
    }

    /** Hands out every committed record up to the end. */
    public <X extends Exception> void read(Sink<X> sink, Progress progress) throws X {
        Watch watch = new Watch();
        while (isLeft()) {
            for (ConsumerRecord<byte[], byte[]> record : poll()) {
                sink.take(record);
            }
            progress.at(watch.check(), all);
        }
    }

    /**
     * The same for some of the records, and those of all partitions in the order of their time, as far as the order within
     * each of them allows. Of a partition that is ahead, no more is held than one fetch of it.
     */
    public <X extends Exception> void readByTime(
            Predicate<ConsumerRecord<byte[], byte[]>> wanted, Sink<X> sink, Progress progress) throws X {
        Watch watch = new Watch();
        TimeMerge merge = new TimeMerge();
        while (isLeft()) {
            for (ConsumerRecord<byte[], byte[]> record : poll()) {
                if (wanted.test(record)) {
                    merge.add(record);
                }
            }
            Set<TopicPartition> unfinished = unfinished();
            while (merge.hasAllOf(unfinished)) {
                sink.take(merge.next());
            }
            consumer.resume(consumer.paused());
            consumer.pause(merge.held());
            progress.at(watch.check(), all);
        }
        while (!merge.isEmpty()) {
            sink.take(merge.next());
        }
    }

    // What was written after the start is not a part of what is read.
    private List<ConsumerRecord<byte[], byte[]>> poll() {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        return extents.stream()
                .flatMap(extent ->
                        polled.records(extent.partition()).stream().filter(record -> record.offset() < extent.end()))
                .toList();
    }

    private Set<TopicPartition> unfinished() {
        return extents.stream()
                .filter(it -> consumer.position(it.partition()) < it.end())
                .map(Extent::partition)
                .collect(Collectors.toSet());
    }

    /** Gives up where nothing comes any more. */
    private final class Watch {
        private long last = System.nanoTime();
        private long read;

        /** Returns how far the reading has come. */
        long check() {
            long now = position();
            if (now != read) {
                last = System.nanoTime();
            } else if (System.nanoTime() - last > PATIENCE.toNanos()) {
                throw new TimeoutException("Nothing came from "
                        + extents.get(0).partition().topic() + " for " + PATIENCE.toSeconds() + " s, and "
                        + (all - read) + " of " + all + " offsets are left");
            }
            read = now;
            return now;
        }
    }

    private boolean isLeft() {
        return extents.stream().anyMatch(it -> consumer.position(it.partition()) < it.end());
    }

    // Transaction markers take offsets and are never handed out: the position passes over them.
    private long position() {
        return extents.stream()
                .mapToLong(it -> Math.min(consumer.position(it.partition()), it.end()) - it.begin())
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
