package io.actionflow.secrets.schemas.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * One thing in which a topic differs from the catalogue.
 *
 * @param setting Kafka's name of a topic setting, or {@code partitions}, or {@code topic} where there is none
 */
public record TopicDrift(String topic, String setting, String expected, String found) {

    private static final String PARTITIONS = "partitions";

    /** A topic that isn't there. */
    public static TopicDrift missing(String topic) {
        return new TopicDrift(topic, "topic", "there", "nothing");
    }

    /** What differs, in a line for people. */
    public String sentence() {
        return topic + ": " + setting + " should be " + expected + ", found " + found;
    }

    /**
     * Every difference from the catalogue; none if the partition counts are equal and all settings as they must be.
     *
     * @param found the topics that exist, by name
     * @param partitions how many partitions every topic must have; where empty, as many as every other
     */
    public static List<TopicDrift> between(Map<String, FoundTopic> found, OptionalInt partitions) {
        List<TopicDrift> drifts = new ArrayList<>();
        Topic.ALL.stream()
                .filter(topic -> !found.containsKey(topic.name()))
                .forEach(topic -> drifts.add(missing(topic.name())));
        drifts.addAll(ofPartitions(new TreeMap<>(found), partitions));
        for (Topic topic : Topic.ALL) {
            FoundTopic there = found.get(topic.name());
            if (there != null) {
                drifts.addAll(ofSettings(topic, there));
            }
        }
        return drifts;
    }

    private static List<TopicDrift> ofPartitions(Map<String, FoundTopic> found, OptionalInt partitions) {
        boolean isOneCount = found.values().stream()
                        .mapToInt(FoundTopic::partitions)
                        .distinct()
                        .count()
                <= 1;
        if (partitions.isEmpty() && isOneCount) {
            return List.of();
        }
        String expected =
                partitions.isPresent() ? Integer.toString(partitions.getAsInt()) : "as many as in every other topic";
        return found.entrySet().stream()
                .filter(entry -> partitions.isEmpty() || entry.getValue().partitions() != partitions.getAsInt())
                .map(entry -> new TopicDrift(
                        entry.getKey(), PARTITIONS, expected, entry.getValue().partitions() + " of them"))
                .toList();
    }

    private static List<TopicDrift> ofSettings(Topic topic, FoundTopic found) {
        return new TreeMap<>(topic.configs())
                .entrySet().stream()
                        .map(expected -> new TopicDrift(
                                topic.name(),
                                expected.getKey(),
                                expected.getValue(),
                                found.configs().getOrDefault(expected.getKey(), "nothing")))
                        .filter(drift -> !drift.expected().equals(drift.found()))
                        .toList();
    }
}
