package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.schemas.topic.FoundTopic;
import io.actionflow.secrets.schemas.topic.Topic;
import io.actionflow.secrets.schemas.topic.TopicDrift;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was seen of the topics before anything is decided on them.
 *
 * @param partitions how many partitions every topic has
 * @param compaction of {@code secret-events}
 */
record TopicCheck(int partitions, CompactionTimes compaction) {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);

    /**
     * Looks at the topics.
     *
     * @throws TopicsUnfitException where a topic is missing or is not as it must be
     * @throws org.apache.kafka.common.KafkaException where no broker answers
     */
    static TopicCheck of(Map<String, Object> kafka) {
        try (Admin admin = Admin.create(kafka)) {
            Map<String, FoundTopic> found = FoundTopic.all(admin);
            List<TopicDrift> drifts = TopicDrift.between(found, OptionalInt.empty());
            if (!drifts.isEmpty()) {
                throw new TopicsUnfitException(drifts);
            }
            FoundTopic events = Objects.requireNonNull(found.get(Topic.EVENTS.name()));
            List<TopicDrift> lost = LostState.find(admin, events.partitions());
            if (!lost.isEmpty()) {
                throw new TopicsUnfitException(lost);
            }
            BrokerAdvice.of(admin).forEach(LOG::warn);
            return new TopicCheck(events.partitions(), CompactionTimes.of(events));
        }
    }
}
