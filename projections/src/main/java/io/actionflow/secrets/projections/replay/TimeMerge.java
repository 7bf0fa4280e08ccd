package io.actionflow.secrets.projections.replay;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Puts the records of several partitions into the order of their time: of those that are next in theirs, the oldest first. */
final class TimeMerge {

    private static final Comparator<ConsumerRecord<byte[], byte[]>> OLDEST_FIRST =
            Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                    .thenComparingInt(ConsumerRecord::partition);

    // Only partitions of which there is something.
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> held = new HashMap<>();

    void add(ConsumerRecord<byte[], byte[]> record) {
        held.computeIfAbsent(partition(record), it -> new ArrayDeque<>()).add(record);
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** The partitions of which there is something. */
    Set<TopicPartition> held() {
        return Set.copyOf(held.keySet());
    }

    /** Whether there is a next one, and no partition among these might still bring an older one. */
    boolean hasAllOf(Set<TopicPartition> partitions) {
        return !held.isEmpty() && held.keySet().containsAll(partitions);
    }

    /** Takes the next one out; there must be one. */
    ConsumerRecord<byte[], byte[]> next() {
        ConsumerRecord<byte[], byte[]> next = held.values().stream()
                .map(queue -> Objects.requireNonNull(queue.peek()))
                .min(OLDEST_FIRST)
                .orElseThrow();
        Deque<ConsumerRecord<byte[], byte[]>> queue = Objects.requireNonNull(held.get(partition(next)));
        queue.remove();
        if (queue.isEmpty()) {
            held.remove(partition(next));
        }
        return next;
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
