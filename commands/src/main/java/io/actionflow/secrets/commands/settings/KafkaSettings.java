package io.actionflow.secrets.commands.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts Kafka's settings together from three ranks: our defaults, what the caller chose, what can't be chosen. */
public final class KafkaSettings {

    private KafkaSettings() {}

    /**
     * The settings to run with: a chosen one wins over a default.
     *
     * @param fixed what our guarantees stand on; a caller may name these too, with the same value
     * @throws IllegalArgumentException where the caller chose another value for a fixed setting; it names all of them
     */
    public static Map<String, Object> merge(Map<String, ?> defaults, Map<String, ?> chosen, Map<String, ?> fixed) {
        List<String> conflicts = new TreeMap<>(fixed)
                .entrySet().stream()
                        .filter(entry -> chosen.containsKey(entry.getKey()))
                        .filter(entry -> !isSame(entry.getValue(), chosen.get(entry.getKey())))
                        .map(entry -> entry.getKey() + " must be " + entry.getValue())
                        .toList();
        if (!conflicts.isEmpty()) {
            throw new IllegalArgumentException(
                    "These Kafka settings can't be changed, because what is promised stands on them: "
                            + String.join("; ", conflicts) + ". Leave them out.");
        }
        Map<String, Object> merged = new HashMap<>(defaults);
        merged.putAll(chosen);
        merged.putAll(fixed);
        return merged;
    }

    private static boolean isSame(Object fixed, @Nullable Object chosen) {
        return fixed.toString().equalsIgnoreCase(String.valueOf(chosen).strip());
    }
}
