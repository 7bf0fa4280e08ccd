package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.schemas.topic.KafkaAnswer;
import io.actionflow.secrets.schemas.topic.Topic;
import io.actionflow.secrets.schemas.topic.TopicDrift;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Notices a processor whose changelog topics are gone while the event log is not: it would take every project for new, and
 * write over the beginning of histories. Events and changelog records come by the same transactions, so that where there
 * are events, there is a changelog.
 */
final class LostState {

    private static final List<String> CHANGELOGS =
            List.of(changelog(CommandTopology.STATE), changelog(CommandTopology.RESULTS));

    private LostState() {}

    /** One drift for each partition that has events and no state; throws Kafka's own exceptions. */
    static List<TopicDrift> find(Admin admin, int partitions) {
        Map<Integer, Long> events = ends(admin, Topic.EVENTS.name(), partitions);
        Map<Integer, Long> state = new TreeMap<>();
        for (String changelog : existing(admin)) {
            ends(admin, changelog, partitions).forEach((partition, end) -> state.merge(partition, end, Long::sum));
        }
        return events.entrySet().stream()
                .filter(event -> event.getValue() > 0 && state.getOrDefault(event.getKey(), 0L) == 0)
                .map(event -> new TopicDrift(
                        CHANGELOGS.get(0),
                        "partition " + event.getKey(),
                        "there with all its records, because that of " + Topic.EVENTS.name() + " has some",
                        "nothing"))
                .toList();
    }

    private static List<String> existing(Admin admin) {
        var names = KafkaAnswer.await(admin.listTopics().names());
        return CHANGELOGS.stream().filter(names::contains).toList();
    }

    private static Map<Integer, Long> ends(Admin admin, String topic, int partitions) {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(it -> it, it -> OffsetSpec.latest()));
        return KafkaAnswer.await(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        it -> it.getKey().partition(), it -> it.getValue().offset(), Long::sum, TreeMap::new));
    }

    private static String changelog(String store) {
        return ProcessorProperties.APPLICATION_ID + "-" + store + "-changelog";
    }
}
