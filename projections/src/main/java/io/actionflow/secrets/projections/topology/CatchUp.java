package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.schemas.topic.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the consumers' own metrics how fresh the state is. Offsets can't: the markers of transactions take offsets
 * that no reader ever sees.
 *
 * <p>If at one look nothing was left to read in any assigned partition, and at a later look nothing is left either
 * although each consumer has heard from the broker and polled in between, then all that the first look knew of has
 * been folded: the state is as of the first look.
 */
final class CatchUp {

    private static final String FETCH_GROUP = "consumer-fetch-manager-metrics";

    private @Nullable Look first;

    /** What one look at the metrics shows. */
    record Look(Instant at, Map<String, Double> fetches, double polls) {

        boolean isFollowedBy(Look later) {
            return later.polls > polls + 1
                    && fetches.entrySet().stream()
                            .allMatch(fetch -> later.fetches.getOrDefault(fetch.getKey(), 0.0) > fetch.getValue());
        }
    }

    /** Looks again; returns the moment that the state is now known to be as of, or null where this look tells nothing. */
    @Nullable
    Instant look(Instant now, Set<TopicPartition> assigned, Map<MetricName, ? extends Metric> metrics) {
        Look look = take(now, assigned, metrics);
        if (look == null) {
            first = null;
            return null;
        }
        if (first == null) {
            first = look;
            return null;
        }
        if (!first.isFollowedBy(look)) {
            return null;
        }
        Instant asOf = first.at;
        first = look;
        return asOf;
    }

    /** Null unless every assigned partition has been read to its end. */
    private static @Nullable Look take(
            Instant now, Set<TopicPartition> assigned, Map<MetricName, ? extends Metric> metrics) {
        Map<String, Double> fetches = new HashMap<>();
        Set<String> consumers = new HashSet<>();
        Set<TopicPartition> finished = new HashSet<>();
        double polls = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
            MetricName name = metric.getKey();
            String client = name.tags().getOrDefault("client-id", "");
            if (name.group().equals(FETCH_GROUP) && !client.endsWith("restore-consumer")) {
                if (name.name().equals("fetch-total") && !name.tags().containsKey("topic")) {
                    fetches.put(client, number(metric.getValue()));
                } else if (name.name().equals("records-lag") && number(metric.getValue()) == 0) {
                    consumers.add(client);
                    finished.add(partition(name.tags()));
                }
            } else if (name.name().equals("poll-total") && name.group().equals("stream-thread-metrics")) {
                polls += number(metric.getValue());
            }
        }
        fetches.keySet().retainAll(consumers);
        return finished.containsAll(assigned) ? new Look(now, fetches, polls) : null;
    }

    private static TopicPartition partition(Map<String, String> tags) {
        return new TopicPartition(
                tags.getOrDefault("topic", Topic.EVENTS.name()),
                Integer.parseInt(tags.getOrDefault("partition", "-1")));
    }

    private static double number(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
