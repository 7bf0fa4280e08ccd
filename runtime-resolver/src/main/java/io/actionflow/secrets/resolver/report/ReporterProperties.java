package io.actionflow.secrets.resolver.report;

import io.actionflow.secrets.projections.settings.KafkaSettings;
import io.actionflow.secrets.schemas.Limits;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The settings of the reporter's producer. */
final class ReporterProperties {

    private ReporterProperties() {}

    /** A report is worth little after a second, and nothing after three: it is given up soon, and few are kept. */
    static Map<String, Object> producer(Map<String, ?> chosen) {
        Map<String, Object> defaults = Map.of(
                ProducerConfig.LINGER_MS_CONFIG, 0,
                ProducerConfig.ACKS_CONFIG, "1",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false,
                ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * Limits.MAX_REPORT_BYTES,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 1000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 3000,
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        // An earlier report that is sent again must not come after a later one.
        Map<String, Object> fixed = Map.of(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return KafkaSettings.merge(defaults, KafkaSettings.fitting(chosen, ProducerConfig.configNames()), fixed);
    }
}
