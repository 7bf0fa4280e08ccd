package io.actionflow.secrets.commands.client;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How a client reaches Kafka.
 *
 * @param kafka Kafka's own setting names, for producer and consumer alike; at least {@code bootstrap.servers}
 * @param answerWithin how long an answer is awaited, from the moment that the command was handed to Kafka
 * @param replyPartition the partition of {@code secret-command-results} to read; empty for any
 */
public record ClientSettings(Map<String, Object> kafka, Duration answerWithin, OptionalInt replyPartition) {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    public ClientSettings {
        kafka = Map.copyOf(kafka);
    }

    public static ClientSettings of(Map<String, ?> kafka) {
        return new ClientSettings(Map.copyOf(kafka), ANSWER_WITHIN, OptionalInt.empty());
    }

    public ClientSettings answeredWithin(Duration patience) {
        return new ClientSettings(kafka, patience, replyPartition);
    }

    public ClientSettings repliedOn(int partition) {
        return new ClientSettings(kafka, answerWithin, OptionalInt.of(partition));
    }
}
