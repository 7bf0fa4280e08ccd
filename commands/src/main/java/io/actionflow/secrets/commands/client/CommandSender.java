package io.actionflow.secrets.commands.client;

import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes records of {@code secret-commands} to the partition of their project, in the order of the calls. */
final class CommandSender {

    private final Producer<byte[], byte[]> producer;

    CommandSender(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Blocks for at most {@code max.block.ms}; throws Kafka's exceptions where it could not even be queued. */
    Future<RecordMetadata> send(String projectId, byte[] value, Callback callback) {
        String topic = Topic.COMMANDS.name();
        int partition =
                RecordKey.partition(projectId, producer.partitionsFor(topic).size());
        byte[] key = projectId.getBytes(StandardCharsets.UTF_8);
        return producer.send(new ProducerRecord<>(topic, partition, key, value), callback);
    }
}
