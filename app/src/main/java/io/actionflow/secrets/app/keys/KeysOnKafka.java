package io.actionflow.secrets.app.keys;

import io.actionflow.secrets.projections.live.ResolverDirectory;
import io.actionflow.secrets.projections.live.ValueKeyReader;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.record.ValueKeyCodec;
import io.actionflow.secrets.schemas.record.ValueKeyCodec.Announced;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What is announced and reported of keys, and announcing. With the operator's rights. */
public final class KeysOnKafka implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, Object> kafka;
    private final ValueKeyCodec codec;
    private final ResolverDirectory directory;
    private final ValueKeyReader announced;
    private final int partitions;

    private KeysOnKafka(Map<String, Object> kafka, MetadataCipher metadata)
            throws TimeoutException, InterruptedException {
        this.kafka = Map.copyOf(kafka);
        this.codec = new ValueKeyCodec(metadata);
        this.partitions = partitions(kafka);
        this.directory = ResolverDirectory.start(kafka);
        this.announced = ValueKeyReader.start(kafka, metadata, newest -> {});
        try {
            directory.awaitReady(PATIENCE);
            announced.awaitReady(PATIENCE);
        } catch (TimeoutException | InterruptedException e) {
            close();
            throw e;
        }
    }

    /** Connects, and returns once all that was said before is known. */
    public static KeysOnKafka connect(Map<String, Object> kafka, MetadataCipher metadata)
            throws TimeoutException, InterruptedException {
        return new KeysOnKafka(kafka, metadata);
    }

    /** Who reports now. */
    public Fleet fleet(int least) {
        return new Fleet(directory.keys(), least, partitions);
    }

    /** The oldest first. */
    public List<Announced> announced() {
        return announced.all();
    }

    /** Returns once the announcement is safe. */
    public void announce(Announced key) throws InterruptedException {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config, bytes, bytes)) {
            byte[] recordKey = key.recordKey().getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(Topic.KEYS.name(), recordKey, codec.encode(key)))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("The key could not be announced", e.getCause());
        }
    }

    private static int partitions(Map<String, Object> kafka) throws InterruptedException {
        String topic = Topic.EVENTS.name();
        try (Admin admin = Admin.create(kafka)) {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .mapToInt(it -> it.partitions().size())
                    .sum();
        } catch (ExecutionException e) {
            throw new KafkaException("The topic " + topic + " can't be described", e.getCause());
        }
    }

    @Override
    public void close() {
        announced.close();
        directory.close();
    }
}
