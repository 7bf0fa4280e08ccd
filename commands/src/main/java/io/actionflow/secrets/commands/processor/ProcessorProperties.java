package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.projections.settings.KafkaSettings;
import io.actionflow.secrets.projections.topology.BoundedRocksDb;
import io.actionflow.secrets.projections.topology.InstanceId;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.topic.Rights;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/**
 * The Kafka Streams settings of a processor. Defaults are made for an answer within milliseconds, and for a heap of
 * 512 MiB through which values of 64 MiB pass on eight partitions at once.
 */
final class ProcessorProperties {

    /** One for a cluster: it is what makes a task the only writer of its projects. */
    static final String APPLICATION_ID = Rights.PROCESSOR_GROUP;

    private static final int MIB = 1024 * 1024;

    private ProcessorProperties() {}

    /**
     * The settings to run with.
     *
     * @throws IllegalArgumentException where the caller chose something on which exactly-once processing stands
     */
    static Map<String, Object> of(Map<String, ?> chosen) {
        Map<String, Object> defaults = new HashMap<>(latency());
        defaults.putAll(memory());
        defaults.putAll(patience());
        Object stateDirectory = chosen.get(StreamsConfig.STATE_DIR_CONFIG);
        if (stateDirectory != null) {
            // A processor that was killed and comes back need not wait until the group has missed it.
            Path own = Path.of(stateDirectory.toString()).resolve(APPLICATION_ID);
            defaults.put(main(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), InstanceId.of(own));
        }
        return KafkaSettings.merge(defaults, chosen, fixed());
    }

    private static Map<String, Object> latency() {
        return Map.of(
                // An idle thread sleeps this long before it looks whether a commit is due.
                StreamsConfig.POLL_MS_CONFIG,
                1,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                5,
                // A transaction that follows another closely may have to try again: not after the usual 100 ms.
                producer(ProducerConfig.RETRY_BACKOFF_MS_CONFIG),
                5,
                // Ciphertext does not shrink.
                producer(ProducerConfig.COMPRESSION_TYPE_CONFIG),
                "none");
    }

    private static Map<String, Object> memory() {
        return Map.of(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                1,
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                24L * MIB,
                // Records of 17 MiB are possible: what is fetched and not yet processed is bounded by few records.
                StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG,
                8,
                consumer(ConsumerConfig.FETCH_MAX_BYTES_CONFIG),
                8 * MIB,
                consumer(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
                MIB,
                producer(ProducerConfig.BUFFER_MEMORY_CONFIG),
                2L * Limits.MAX_RECORD_BYTES,
                StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                BoundedRocksDb.class);
    }

    private static Map<String, Object> patience() {
        return Map.of(
                // An outage is waited out. (The longest possible time would overflow inside Kafka Streams.)
                StreamsConfig.TASK_TIMEOUT_MS_CONFIG,
                Duration.ofDays(365).toMillis(),
                // How long after a crash the partitions stay without an owner.
                main(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                10_000,
                main(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                2_000,
                // Longer lets a larger Sync be finished; shorter lets another instance take over sooner after a crash.
                producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                15_000,
                StreamsConfig.REPLICATION_FACTOR_CONFIG,
                -1);
    }

    private static Map<String, Object> fixed() {
        Map<String, Object> fixed = new HashMap<>();
        fixed.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        fixed.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        fixed.put(producer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Limits.MAX_RECORD_BYTES);
        // A command must never be skipped because something around it failed, nor an event be dropped.
        fixed.put(
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                DefaultProductionExceptionHandler.class.getName());
        fixed.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndFailProcessingExceptionHandler.class.getName());
        fixed.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndFailExceptionHandler.class.getName());
        return fixed;
    }

    private static String consumer(String name) {
        return StreamsConfig.consumerPrefix(name);
    }

    private static String main(String name) {
        return StreamsConfig.mainConsumerPrefix(name);
    }

    private static String producer(String name) {
        return StreamsConfig.producerPrefix(name);
    }
}
