package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.projections.replay.TopicReader;
import io.actionflow.secrets.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;

/**
 * A topic as it was when the log was opened: what is written later is not read, however often it is read. A thread of its own
 * fetches ahead, a bounded number of bytes, so that fetching and checking each have a core.
 */
public final class TopicLog implements LogSource {

    private static final int BATCH_RECORDS = 2_000;
    private static final int BATCH_BYTES = 4 << 20;
    private static final int BATCHES_AHEAD = 4;

    private final Map<String, ?> kafka;
    private final Topic topic;
    private final Optional<String> project;
    private final TopicReader.Progress progress;
    private final int partitions;
    private final Map<Integer, Long> ends;

    private TopicLog(Map<String, ?> kafka, Topic topic, Optional<String> project, TopicReader.Progress progress) {
        this.kafka = kafka;
        this.topic = topic;
        this.project = project;
        this.progress = progress;
        try (TopicReader reader = openReader()) {
            this.partitions = reader.partitions();
            this.ends = reader.extents().stream()
                    .collect(Collectors.toMap(it -> it.partition().partition(), TopicReader.Extent::end));
        }
    }

    /** The whole topic, or the partition of one project. Kafka's exceptions are thrown as {@link TopicReader} has them. */
    public static TopicLog open(
            Map<String, ?> kafka, Topic topic, Optional<String> project, TopicReader.Progress progress) {
        return new TopicLog(kafka, topic, project, progress);
    }

    private TopicReader openReader() {
        return project.map(id -> TopicReader.ofProject(kafka, topic, id))
                .orElseGet(() -> TopicReader.open(kafka, topic));
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public void read(Consumer<LogRecord> reader) {
        BlockingQueue<List<ConsumerRecord<byte[], byte[]>>> ahead = new ArrayBlockingQueue<>(BATCHES_AHEAD);
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        Thread fetcher = new Thread(() -> fetch(new Batches(ahead), failure), "log-fetcher");
        fetcher.setDaemon(true);
        fetcher.start();
        try {
            for (var batch = ahead.take(); !batch.isEmpty(); batch = ahead.take()) {
                batch.forEach(record -> hand(record, reader));
            }
            fetcher.join();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            fetcher.interrupt();
        }
        RuntimeException thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    private void fetch(Batches batches, AtomicReference<RuntimeException> failure) {
        try (TopicReader reader = openReader()) {
            reader.read(batches::add, progress);
            batches.end();
        } catch (RuntimeException e) {
            failure.set(e);
            batches.abandon();
        }
    }

    private void hand(ConsumerRecord<byte[], byte[]> record, Consumer<LogRecord> reader) {
        if (record.offset() < ends.getOrDefault(record.partition(), 0L)) {
            reader.accept(new LogRecord(
                    record.partition(), record.offset(), record.timestamp(), record.key(), record.value()));
        }
    }

    /** Records on their way to whoever checks them; an empty batch is the end. */
    private static final class Batches {

        private final BlockingQueue<List<ConsumerRecord<byte[], byte[]>>> ahead;
        private List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(BATCH_RECORDS);
        private long bytes;

        Batches(BlockingQueue<List<ConsumerRecord<byte[], byte[]>>> ahead) {
            this.ahead = ahead;
        }

        void add(ConsumerRecord<byte[], byte[]> record) {
            batch.add(record);
            bytes += Math.max(0, record.serializedValueSize());
            if (batch.size() >= BATCH_RECORDS || bytes >= BATCH_BYTES) {
                send();
            }
        }

        private void send() {
            put(batch);
            batch = new ArrayList<>(BATCH_RECORDS);
            bytes = 0;
        }

        void end() {
            if (!batch.isEmpty()) {
                send();
            }
            put(List.of());
        }

        /** Nothing more comes; what is on its way is not worth anything either. */
        void abandon() {
            ahead.clear();
            ahead.add(List.of());
        }

        /** Whoever takes the batches has given up where this is interrupted: nobody will read the end. */
        private void put(List<ConsumerRecord<byte[], byte[]>> full) {
            try {
                ahead.put(full);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }
}
