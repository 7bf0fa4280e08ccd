package io.actionflow.secrets.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopicDriftTest {

    private static Map<String, FoundTopic> asTheCatalogueSays(int partitions) {
        Map<String, FoundTopic> found = new TreeMap<>();
        Topic.ALL.forEach(topic -> found.put(topic.name(), new FoundTopic(partitions, topic.configs())));
        return found;
    }

    @Test
    void whatIsAsTheCatalogueSaysHasNoDrift() {
        assertThat(TopicDrift.between(asTheCatalogueSays(3), OptionalInt.empty()))
                .isEmpty();
        assertThat(TopicDrift.between(asTheCatalogueSays(3), OptionalInt.of(3))).isEmpty();
    }

    @Test
    void everyMissingTopicIsNamed() {
        assertThat(TopicDrift.between(Map.of(), OptionalInt.empty()))
                .containsExactlyElementsOf(Topic.ALL.stream()
                        .map(topic -> TopicDrift.missing(topic.name()))
                        .toList());
    }

    @Test
    void unequalPartitionCountsAreNamedForEveryTopic() {
        Map<String, FoundTopic> found = asTheCatalogueSays(3);
        found.put("secret-events", new FoundTopic(4, Topic.EVENTS.configs()));

        assertThat(TopicDrift.between(found, OptionalInt.empty()))
                .hasSize(Topic.ALL.size())
                .allSatisfy(drift -> assertThat(drift.setting()).isEqualTo("partitions"));
        assertThat(TopicDrift.between(found, OptionalInt.of(3)))
                .containsExactly(new TopicDrift("secret-events", "partitions", "3", "4 of them"));
    }

    @Test
    void aSettingThatDiffersOrIsMissingIsNamed() {
        Map<String, String> configs = new HashMap<>(Topic.EVENTS.configs());
        configs.put("cleanup.policy", "delete");
        configs.remove("delete.retention.ms");
        configs.put("unclean.leader.election.enable", "true");
        Map<String, FoundTopic> found = asTheCatalogueSays(3);
        found.put("secret-events", new FoundTopic(3, configs));

        assertThat(TopicDrift.between(found, OptionalInt.empty()))
                .containsExactly(
                        new TopicDrift("secret-events", "cleanup.policy", "compact", "delete"),
                        new TopicDrift("secret-events", "delete.retention.ms", "86400000", "nothing"));
    }
}
