package io.actionflow.secrets.resolver.usage;

import io.actionflow.secrets.projections.settings.KafkaSettings;
import io.actionflow.secrets.schemas.Limits;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How usage is published.
 *
 * @param every the time from one round of sums to the next: what is lost at most when the process is killed
 * @param closeWithin for how long the last round is tried
 */
public record UsageSettings(Duration every, Duration closeWithin) {

    public static final UsageSettings DEFAULTS = new UsageSettings(Duration.ofSeconds(10), Duration.ofSeconds(10));

    public UsageSettings {
        if (every.toMillis() < 1) {
            throw new IllegalArgumentException("Expected to publish usage every 1 ms or more, but got " + every);
        }
    }

    public UsageSettings withEvery(Duration every) {
        return new UsageSettings(every, closeWithin);
    }

    /** A sum that does not get through is made up for by the next: none is tried for long. */
    static Map<String, Object> producer(Map<String, ?> chosen) {
        Map<String, Object> defaults = Map.of(
                ProducerConfig.LINGER_MS_CONFIG, 5,
                ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * Limits.MAX_SMALL_RECORD_BYTES,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 5000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        // An earlier sum must not come after a later one, and what is confirmed must be there.
        Map<String, Object> fixed =
                Map.of(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true, ProducerConfig.ACKS_CONFIG, "all");
        return KafkaSettings.merge(defaults, KafkaSettings.fitting(chosen, ProducerConfig.configNames()), fixed);
    }
}
