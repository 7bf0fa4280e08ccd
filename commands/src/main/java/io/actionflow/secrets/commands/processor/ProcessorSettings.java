package io.actionflow.secrets.commands.processor;

import java.time.Duration;
import java.util.Map;

/**
 * How a processor runs.
 *
 * @param kafka Kafka's own setting names, those of Kafka Streams among them; at least {@code bootstrap.servers}, and
 *     {@code state.dir} where the state is to outlive a restart of the machine
 * @param abandonedAfter how long after its first chunk a value that no command claims is given up
 * @param sweepEvery how often values are looked for that are to be given up
 */
public record ProcessorSettings(
        Map<String, Object> kafka, Duration abandonedAfter, Duration sweepEvery, ErasureSettings erasure) {

    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

    public ProcessorSettings {
        kafka = Map.copyOf(kafka);
    }

    public static ProcessorSettings of(Map<String, ?> kafka) {
        return new ProcessorSettings(Map.copyOf(kafka), ABANDONED_AFTER, SWEEP_EVERY, ErasureSettings.DEFAULTS);
    }

    public ProcessorSettings withErasure(ErasureSettings erasure) {
        return new ProcessorSettings(kafka, abandonedAfter, sweepEvery, erasure);
    }

    TopologySettings topology(int partitions) {
        return new TopologySettings(partitions, abandonedAfter, sweepEvery, erasure);
    }
}
