package io.actionflow.secrets.commands.processor;

import java.time.Duration;

/**
 * What the topology needs to know besides keys.
 *
 * @param partitions of every topic: they are all the same
 * @param abandonedAfter how long after its first chunk a value that no command claims is given up
 * @param sweepEvery how often values are looked for that are to be given up
 * @param checkpointEvery how often changed projects get a checkpoint
 */
public record TopologySettings(
        int partitions,
        Duration abandonedAfter,
        Duration sweepEvery,
        Duration checkpointEvery,
        ErasureSettings erasure,
        MatchSettings matches) {

    public static TopologySettings of(int partitions) {
        return new TopologySettings(
                partitions,
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                ErasureSettings.DEFAULTS,
                MatchSettings.USUAL);
    }

    /** How often retired values are looked at. */
    Duration eraseEvery() {
        return sweepEvery.compareTo(erasure.beatEvery()) < 0 ? sweepEvery : erasure.beatEvery();
    }
}
