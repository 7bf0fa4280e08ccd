package io.actionflow.secrets.projections.settings;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/** Puts Kafka's settings together from three ranks: our defaults, what the caller chose, what can't be chosen. */
public final class KafkaSettings {

    /** Under which Kafka Streams takes settings for one of its clients. */
    private static final List<String> PREFIXES = List.of(
            StreamsConfig.CONSUMER_PREFIX,
            StreamsConfig.MAIN_CONSUMER_PREFIX,
            StreamsConfig.RESTORE_CONSUMER_PREFIX,
            StreamsConfig.GLOBAL_CONSUMER_PREFIX,
            StreamsConfig.PRODUCER_PREFIX,
            StreamsConfig.ADMIN_CLIENT_PREFIX,
            StreamsConfig.TOPIC_PREFIX);

    private static final Set<String> KNOWN = known();

    private KafkaSettings() {}

    /**
     * The settings to run with: a chosen one wins over a default. Kafka Streams takes a client's setting under several
     * names ({@code main.consumer.x}, {@code consumer.x}, {@code x}), of which the longest would win over the others in
     * silence; here they are one setting.
     *
     * @param fixed what our guarantees stand on; a caller may name these too, with the same value
     * @throws IllegalArgumentException where the caller chose another value for a fixed setting; it names all of them
     */
    public static Map<String, Object> merge(Map<String, ?> defaults, Map<String, ?> chosen, Map<String, ?> fixed) {
        List<String> conflicts = new TreeMap<>(fixed)
                .entrySet().stream()
                        .flatMap(entry -> names(entry.getKey())
                                .filter(chosen::containsKey)
                                .filter(name -> !isSame(entry.getValue(), chosen.get(name)))
                                .map(name -> name + " must be " + entry.getValue()))
                        .distinct()
                        .toList();
        if (!conflicts.isEmpty()) {
            throw new IllegalArgumentException(
                    "These Kafka settings can't be changed, because what is promised stands on them: "
                            + String.join("; ", conflicts) + ". Leave them out.");
        }
        Map<String, Object> merged = new HashMap<>(defaults);
        merged.keySet().removeIf(name -> names(name).anyMatch(chosen::containsKey));
        merged.putAll(chosen);
        merged.putAll(fixed);
        return merged;
    }

    /**
     * The settings among the chosen that are for one kind of client: its own, and those that Kafka does not know and a
     * plug-in may. So one file can hold the settings of all clients of a process.
     *
     * @param own the names that the kind of client knows
     */
    public static Map<String, Object> fitting(Map<String, ?> chosen, Set<String> own) {
        Map<String, Object> fitting = new HashMap<>(chosen);
        fitting.keySet()
                .removeIf(name -> !own.contains(name)
                        && (KNOWN.contains(name) || PREFIXES.stream().anyMatch(name::startsWith)));
        return fitting;
    }

    /** The name itself, and the more general ones that mean the same. */
    private static Stream<String> names(String name) {
        String bare = PREFIXES.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(prefix -> name.substring(prefix.length()))
                .orElse(name);
        Stream<String> general = name.endsWith(StreamsConfig.CONSUMER_PREFIX + bare)
                ? Stream.of(StreamsConfig.CONSUMER_PREFIX + bare)
                : Stream.of();
        return Stream.of(Stream.of(name), general, Stream.of(bare))
                .flatMap(it -> it)
                .distinct();
    }

    private static boolean isSame(Object fixed, @Nullable Object chosen) {
        return fixed.toString().equalsIgnoreCase(String.valueOf(chosen).strip());
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(ConsumerConfig.configNames());
        known.addAll(ProducerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        known.addAll(StreamsConfig.configDef().names());
        return known;
    }
}
