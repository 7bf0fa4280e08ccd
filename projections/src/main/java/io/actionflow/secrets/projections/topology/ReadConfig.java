package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.projections.settings.KafkaSettings;
import io.actionflow.secrets.schemas.topic.Rights;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The Kafka Streams settings of a reader: defaults that its caller may change, and those that make it correct. */
public final class ReadConfig {

    /** What a resolver's consumer group is called where nothing else is said. */
    public static final String DEFAULT_APPLICATION_ID = Rights.RESOLVER_GROUPS;

    private ReadConfig() {}

    /**
     * An application id of the state directory's own: an instance that reads under it shares nothing with others and holds
     * all partitions.
     */
    public static String ownApplicationId(String base, Path stateDirectory) {
        return base + "-" + InstanceId.of(stateDirectory);
    }

    /**
     * The caller's settings, completed; {@code bootstrap.servers} and {@code state.dir} are needed. Instances with the same
     * {@code application.id} share the partitions among them, see {@link #ownApplicationId}.
     *
     * @throws IllegalArgumentException where the caller chose something on which right reading stands
     */
    public static Map<String, Object> complete(Map<String, ?> callers) {
        Map<String, Object> defaults = new HashMap<>(defaults());
        Object stateDirectory = callers.get(StreamsConfig.STATE_DIR_CONFIG);
        if (stateDirectory != null) {
            defaults.put(
                    main(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), InstanceId.of(Path.of(stateDirectory.toString())));
        }
        return KafkaSettings.merge(defaults, callers, fixed());
    }

    private static Map<String, Object> defaults() {
        return Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                DEFAULT_APPLICATION_ID,
                // How long an idle thread waits for records: what a Sync needs to appear.
                StreamsConfig.POLL_MS_CONFIG,
                10,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                1000,
                StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG,
                64,
                StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                BoundedRocksDb.class,
                // An idle broker answers this often, and so tells a reader that its state is fresh.
                main(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
                100,
                main(ConsumerConfig.FETCH_MAX_BYTES_CONFIG),
                16 * 1024 * 1024,
                // Whoever joins waits this long for an instance that died and does not come back.
                main(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                10_000,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                500,
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                3_600_000);
    }

    private static Map<String, Object> fixed() {
        return Map.of(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.AT_LEAST_ONCE,
                main(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
                "read_committed",
                StreamsConfig.restoreConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
                "read_committed",
                main(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
                "earliest",
                // An outage is waited out; the stores stay open and go on answering. (Kafka Streams adds the current
                // time: the longest possible timeout would overflow and end the reader at once.)
                StreamsConfig.TASK_TIMEOUT_MS_CONFIG,
                Duration.ofDays(365).toMillis());
    }

    private static String main(String consumerSetting) {
        return StreamsConfig.mainConsumerPrefix(consumerSetting);
    }
}
