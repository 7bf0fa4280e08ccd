package io.actionflow.secrets.schemas.topic;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/**
 * A topic as it is on a broker.
 *
 * @param configs Kafka's names and values, those that nobody set among them
 */
public record FoundTopic(int partitions, Map<String, String> configs) {

    /** The topics of the catalogue that exist, by name; throws Kafka's own exceptions where no broker answers. */
    public static Map<String, FoundTopic> all(Admin admin) {
        Set<String> known = KafkaAnswer.await(admin.listTopics().names());
        List<String> ours =
                Topic.ALL.stream().map(Topic::name).filter(known::contains).toList();
        Map<String, TopicDescription> descriptions =
                KafkaAnswer.await(admin.describeTopics(ours).allTopicNames());
        Map<ConfigResource, Config> configs =
                KafkaAnswer.await(admin.describeConfigs(resources(ours)).all());
        Map<String, FoundTopic> found = new TreeMap<>();
        descriptions.forEach((name, description) -> found.put(
                name,
                new FoundTopic(
                        description.partitions().size(),
                        values(configs.getOrDefault(resource(name), new Config(List.of()))))));
        return found;
    }

    private static List<ConfigResource> resources(Collection<String> names) {
        return names.stream().map(FoundTopic::resource).toList();
    }

    private static ConfigResource resource(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    private static Map<String, String> values(Config config) {
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toUnmodifiableMap(ConfigEntry::name, ConfigEntry::value));
    }
}
