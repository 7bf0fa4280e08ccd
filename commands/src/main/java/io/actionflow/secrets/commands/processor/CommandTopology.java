package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.topic.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/** {@code secret-commands} → one processor with two stores → {@code secret-events},
 * {@code secret-command-results} and {@code secret-checkpoints}. */
public final class CommandTopology {

    /** (table key) → encrypted entry, as {@code Keys} says. */
    public static final String STATE = "command-state";

    /** (projectId/commandId, time) → encrypted outcome. */
    public static final String RESULTS = "command-results";

    /** How long a command's first outcome is remembered, by the broker's clock. */
    public static final Duration REMEMBERED = Duration.ofHours(24);

    static final String SOURCE = "commands";
    static final String PROCESSOR = "command-processor";
    static final String EVENTS = "events";
    static final String ANSWERS = "answers";
    static final String CHECKPOINTS = "checkpoints";

    /** Wrapped keys of projects stand in the changelog of the state: once destroyed, they must leave it as they leave the log. */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(Limits.MAX_RECORD_BYTES),
            TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
            bound(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG),
            TopicConfig.DELETE_RETENTION_MS_CONFIG,
            bound(TopicConfig.DELETE_RETENTION_MS_CONFIG),
            TopicConfig.SEGMENT_MS_CONFIG,
            bound(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG));

    private CommandTopology() {}

    private static String bound(String setting) {
        return Objects.requireNonNull(Topic.EVENTS.configs().get(setting));
    }

    static Topology build(ProcessorKeys keys, TopologySettings settings, ProcessorMetrics metrics, Witness witness) {
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        SOURCE,
                        new UsePartitionTimeOnInvalidTimestamp(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topic.COMMANDS.name())
                .addProcessor(PROCESSOR, () -> new CommandProcessor(keys, settings, metrics, witness), SOURCE)
                .addStateStore(state(), PROCESSOR)
                .addStateStore(results(), PROCESSOR)
                .addSink(
                        EVENTS,
                        Topic.EVENTS.name(),
                        Addressed.SERIALIZER,
                        new ByteArraySerializer(),
                        Addressed.PARTITIONER,
                        PROCESSOR)
                .addSink(
                        ANSWERS,
                        Topic.RESULTS.name(),
                        Addressed.SERIALIZER,
                        new ByteArraySerializer(),
                        Addressed.PARTITIONER,
                        PROCESSOR)
                .addSink(
                        CHECKPOINTS,
                        Topic.CHECKPOINTS.name(),
                        Addressed.SERIALIZER,
                        new ByteArraySerializer(),
                        Addressed.PARTITIONER,
                        PROCESSOR);
    }

    /** Cached: an entry that several commands of one transaction write goes to the changelog once. */
    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> state() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STATE), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG);
    }

    /** Not cached: no key is ever written twice. */
    private static StoreBuilder<WindowStore<String, byte[]>> results() {
        return Stores.windowStoreBuilder(
                        // A window is a moment here: the store is chosen because it forgets by time.
                        Stores.persistentWindowStore(RESULTS, REMEMBERED, Duration.ofMillis(1), false),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }
}
