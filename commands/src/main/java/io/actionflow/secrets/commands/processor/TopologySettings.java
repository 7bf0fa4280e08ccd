package io.actionflow.secrets.commands.processor;

import java.time.Duration;

/**
 * What the topology needs to know besides keys.
 *
 * @param partitions of every topic: they are all the same
 * @param abandonedAfter how long after its first chunk a value that no command claims is given up
 * @param sweepEvery how often given-up values are looked for
 */
public record TopologySettings(int partitions, Duration abandonedAfter, Duration sweepEvery, MatchSettings matches) {

    public static TopologySettings of(int partitions) {
        return new TopologySettings(partitions, Duration.ofHours(1), Duration.ofMinutes(1), MatchSettings.USUAL);
    }
}
