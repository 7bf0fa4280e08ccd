package io.actionflow.secrets.app.topics;

import io.actionflow.secrets.schemas.topic.FoundTopic;
import io.actionflow.secrets.schemas.topic.KafkaAnswer;
import io.actionflow.secrets.schemas.topic.Topic;
import io.actionflow.secrets.schemas.topic.TopicDrift;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes the topics of the catalogue, and checks them. What exists is never changed: a setting that differs is an
 * operator's to judge, and a partition count can't be changed without moving projects to other partitions.
 *
 * <p>Methods throw Kafka's own exceptions: {@link TimeoutException} where no broker answers.
 */
public final class TopicAdmin {

    /** The partition count of a new cluster, where nothing else is said. */
    public static final int DEFAULT_PARTITIONS = 8;

    /** Lets the broker choose the replication factor. */
    public static final short BROKER_DEFAULT_REPLICATION = -1;

    private final Admin admin;

    public TopicAdmin(Admin admin) {
        this.admin = admin;
    }

    /**
     * Creates the topics that are missing, and returns their names once a broker knows them.
     *
     * @param partitions for all topics; where empty, as many as the existing ones have, or {@link #DEFAULT_PARTITIONS}
     */
    public List<String> create(OptionalInt partitions, short replication) {
        Map<String, TopicDescription> existing = existing();
        int count = partitions.orElseGet(() -> existing.values().stream()
                .mapToInt(topic -> topic.partitions().size())
                .max()
                .orElse(DEFAULT_PARTITIONS));
        List<NewTopic> missing = Topic.ALL.stream()
                .filter(topic -> !existing.containsKey(topic.name()))
                .map(topic -> newTopic(topic, count, replication))
                .toList();
        List<String> created = admin.createTopics(missing).values().entrySet().stream()
                .filter(topic -> isCreated(topic.getValue()))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(TopicAdmin::placeInCatalogue))
                .toList();
        awaitVisible(Topic.ALL.stream().map(Topic::name).toList());
        return created;
    }

    /** False where somebody else has created the topic meanwhile. */
    private static boolean isCreated(KafkaFuture<Void> creation) {
        try {
            KafkaAnswer.await(creation);
            return true;
        } catch (TopicExistsException e) {
            return false;
        }
    }

    private static int placeInCatalogue(String name) {
        return Topic.ALL.stream().map(Topic::name).toList().indexOf(name);
    }

    /** Every difference from the catalogue; none if the partition counts are equal and all settings as they must be. */
    public List<TopicDrift> check(OptionalInt partitions) {
        return TopicDrift.between(FoundTopic.all(admin), partitions);
    }

    /** The same, right after topics were created: a broker that has not heard of one yet is asked again. */
    public List<TopicDrift> checkCreated(OptionalInt partitions) {
        return Visible.settled(() -> check(partitions), it -> it.equals(TopicDrift.missing(it.topic())));
    }

    private Map<String, TopicDescription> existing() {
        Set<String> known = KafkaAnswer.await(admin.listTopics().names());
        List<String> ours =
                Topic.ALL.stream().map(Topic::name).filter(known::contains).toList();
        return new TreeMap<>(KafkaAnswer.await(admin.describeTopics(ours).allTopicNames()));
    }

    private static NewTopic newTopic(Topic topic, int partitions, short replication) {
        return new NewTopic(
                        topic.name(),
                        Optional.of(partitions),
                        replication == BROKER_DEFAULT_REPLICATION ? Optional.empty() : Optional.of(replication))
                .configs(topic.configs());
    }

    // The controller has made a topic some milliseconds before the brokers know of it, and Kafka Streams would stop on
    // a source topic that its broker doesn't know.
    private void awaitVisible(List<String> names) {
        Visible.await("The topics " + names + " were created", () -> visible(names));
    }

    private boolean visible(List<String> names) {
        try {
            KafkaAnswer.await(admin.describeTopics(names).allTopicNames());
            return true;
        } catch (UnknownTopicOrPartitionException e) {
            return false;
        }
    }
}
