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

/** Looks at the topics before anything is decided on them. */
final class TopicCheck {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);

    private TopicCheck() {}

    /**
     * How many partitions every topic has.
     *
     * @throws TopicsUnfitException where a topic is missing or is not as it must be
     * @throws org.apache.kafka.common.KafkaException where no broker answers
     */
    static int partitions(Map<String, Object> kafka) {
        try (Admin admin = Admin.create(kafka)) {
            Map<String, FoundTopic> found = FoundTopic.all(admin);
            List<TopicDrift> drifts = TopicDrift.between(found, OptionalInt.empty());
            if (!drifts.isEmpty()) {
                throw new TopicsUnfitException(drifts);
            }
            int partitions =
                    Objects.requireNonNull(found.get(Topic.COMMANDS.name())).partitions();
            List<TopicDrift> lost = LostState.find(admin, partitions);
            if (!lost.isEmpty()) {
                throw new TopicsUnfitException(lost);
            }
            BrokerAdvice.of(admin).forEach(LOG::warn);
            return partitions;
        }
    }
}
