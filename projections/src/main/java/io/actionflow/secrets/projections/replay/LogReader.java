package io.actionflow.secrets.projections.replay;

import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the whole event log, for those who need no more than a {@link TopicReader} with its keys as text. */
public final class LogReader {

    private LogReader() {}

    /** Hands every committed record to the reader, each partition in order; {@code kafka} are Kafka's own settings. */
    public static void read(Map<String, ?> kafka, Consumer<ConsumerRecord<String, byte[]>> reader) {
        try (TopicReader topic = TopicReader.open(kafka, Topic.EVENTS)) {
            topic.read(record -> reader.accept(withText(record)), (read, all) -> {});
        }
    }

    private static ConsumerRecord<String, byte[]> withText(ConsumerRecord<byte[], byte[]> it) {
        return new ConsumerRecord<>(
                it.topic(),
                it.partition(),
                it.offset(),
                it.timestamp(),
                it.timestampType(),
                it.serializedKeySize(),
                it.serializedValueSize(),
                new String(it.key(), StandardCharsets.UTF_8),
                it.value(),
                it.headers(),
                Optional.empty());
    }
}
