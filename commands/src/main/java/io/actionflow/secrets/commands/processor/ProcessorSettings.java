package io.actionflow.secrets.commands.processor;

import java.time.Duration;
import java.util.Map;

/**
 * How a processor runs.
 *
 * @param kafka Kafka's own setting names, those of Kafka Streams among them; at least {@code bootstrap.servers}, and
 *     {@code state.dir} where the state is to outlive a restart of the machine
 * @param abandonedAfter how long after its first chunk a value that no command claims is given up
 * @param sweepEvery how often given-up values are looked for
 */
public record ProcessorSettings(
        Map<String, Object> kafka, Duration abandonedAfter, Duration sweepEvery, MatchSettings matches) {

    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

    public ProcessorSettings {
        kafka = Map.copyOf(kafka);
    }

    public static ProcessorSettings of(Map<String, ?> kafka) {
        return new ProcessorSettings(Map.copyOf(kafka), ABANDONED_AFTER, SWEEP_EVERY, MatchSettings.USUAL);
    }

    public ProcessorSettings withMatches(MatchSettings matches) {
        return new ProcessorSettings(kafka, abandonedAfter, sweepEvery, matches);
    }

    TopologySettings topology(int partitions) {
        return new TopologySettings(partitions, abandonedAfter, sweepEvery, matches);
    }
}
