package io.actionflow.secrets.commands.client;

import io.actionflow.secrets.projections.settings.KafkaSettings;
import io.actionflow.secrets.schemas.Limits;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The settings of the client's producer and consumer. */
final class ClientProperties {

    private static final int MIB = 1024 * 1024;

    private ClientProperties() {}

    /** Commands are small and somebody waits for each: nothing lingers, and what was sent is neither lost nor doubled. */
    static Map<String, Object> producer(Map<String, Object> chosen) {
        Map<String, Object> defaults = Map.of(
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                // Ciphertext does not shrink.
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "none",
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                2L * Limits.MAX_RECORD_BYTES,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                millis(Duration.ofSeconds(10)),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis(Duration.ofSeconds(10)),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                millis(Duration.ofSeconds(25)));
        Map<String, Object> fixed = Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Limits.MAX_RECORD_BYTES);
        return KafkaSettings.merge(defaults, KafkaSettings.fitting(chosen, ProducerConfig.configNames()), fixed);
    }

    /** One partition and no group: whoever asked reads the answer, and nobody has to agree on anything. */
    static Map<String, Object> consumer(Map<String, Object> chosen) {
        Map<String, Object> defaults = Map.of(
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                4 * MIB,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                4 * MIB);
        Map<String, Object> fixed = Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                // Only met by a reader that was away for so long that its place is deleted: the rest may hold answers.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        return KafkaSettings.merge(defaults, KafkaSettings.fitting(chosen, ConsumerConfig.configNames()), fixed);
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
