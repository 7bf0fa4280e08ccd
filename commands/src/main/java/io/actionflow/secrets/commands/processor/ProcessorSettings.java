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
 * @param checkpointEvery how often changed projects get a checkpoint
 */
public record ProcessorSettings(
        Map<String, Object> kafka,
        Duration abandonedAfter,
        Duration sweepEvery,
        Duration checkpointEvery,
        ErasureSettings erasure,
        MatchSettings matches) {

    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

    /** Where nothing else was chosen. */
    public static final Duration CHECKPOINT_EVERY = Duration.ofMinutes(1);

    public ProcessorSettings {
        kafka = Map.copyOf(kafka);
    }

    public static ProcessorSettings of(Map<String, ?> kafka) {
        return new ProcessorSettings(
                Map.copyOf(kafka),
                ABANDONED_AFTER,
                SWEEP_EVERY,
                CHECKPOINT_EVERY,
                ErasureSettings.DEFAULTS,
                MatchSettings.USUAL);
    }

    /** The same with another interval of checkpoints. */
    public ProcessorSettings withCheckpointEvery(Duration interval) {
        return new ProcessorSettings(kafka, abandonedAfter, sweepEvery, interval, erasure, matches);
    }

    /** The same with other times of erasure. */
    public ProcessorSettings withErasure(ErasureSettings other) {
        return new ProcessorSettings(kafka, abandonedAfter, sweepEvery, checkpointEvery, other, matches);
    }

    /** The same with other rules of matches. */
    public ProcessorSettings withMatches(MatchSettings other) {
        return new ProcessorSettings(kafka, abandonedAfter, sweepEvery, checkpointEvery, erasure, other);
    }

    TopologySettings topology(int partitions) {
        return new TopologySettings(partitions, abandonedAfter, sweepEvery, checkpointEvery, erasure, matches);
    }
}
