package io.actionflow.secrets.projections.live;

import io.actionflow.secrets.projections.settings.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The settings of the consumer of reports. */
final class DirectoryProperties {

    /** Where it reads is its own affair: these are for consumers with a group. */
    private static final List<String> NOT_FOR_IT = List.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG);

    private DirectoryProperties() {}

    static Map<String, Object> consumer(Map<String, ?> chosen) {
        Map<String, Object> defaults = Map.of(
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * 1024 * 1024,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000,
                // Whose place is deleted begins anew, a minute back.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        Map<String, Object> fixed = Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        Map<String, Object> fitting = new HashMap<>(KafkaSettings.fitting(chosen, ConsumerConfig.configNames()));
        fitting.keySet().removeAll(NOT_FOR_IT);
        return KafkaSettings.merge(defaults, fitting, fixed);
    }
}
