package io.actionflow.secrets.projections.topology;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions are here and have been read to their end since they came. That the state as a whole was fresh once says
 * nothing of a partition that came later.
 */
final class Hosting {

    // partition → when it was first seen here
    private final Map<Integer, Instant> since = new HashMap<>();

    /** Looks again; returns the partitions that all of what was on them at their coming has been read of. */
    Set<Integer> look(Instant now, Set<TopicPartition> assigned, Freshness freshness) {
        Set<Integer> here = assigned.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        since.keySet().retainAll(here);
        here.forEach(partition -> since.putIfAbsent(partition, now));
        return since.entrySet().stream()
                .filter(entry -> !freshness.asOf().isBefore(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
