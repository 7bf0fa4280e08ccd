package io.actionflow.secrets.resolver.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that one version of one Actionflow binds, as it is at one Sync. It never changes, so that Runs share it. */
final class Snapshot {

    private final RunRef ref;
    // node → input → what is bound there
    private final Map<String, Map<String, Bound>> nodes;
    private final int size;

    Snapshot(RunRef ref, Map<String, Map<String, Bound>> nodes) {
        this.ref = ref;
        Map<String, Map<String, Bound>> copy = new LinkedHashMap<>();
        nodes.forEach((node, inputs) -> copy.put(node, Collections.unmodifiableMap(new LinkedHashMap<>(inputs))));
        this.nodes = copy;
        this.size = copy.values().stream().mapToInt(Map::size).sum();
    }

    RunRef ref() {
        return ref;
    }

    /** How many bindings there are. */
    int size() {
        return size;
    }

    /** What is bound to the node's inputs, in the order of the version; empty where nothing is. */
    Map<String, Bound> inputs(String nodeId) {
        return nodes.getOrDefault(nodeId, Map.of());
    }

    /** What is bound there, or null. */
    @Nullable
    Bound bound(String nodeId, String input) {
        Map<String, Bound> inputs = nodes.get(nodeId);
        return inputs == null ? null : inputs.get(input);
    }

    /** The secret as one of the node's inputs has it, or null where none does. */
    @Nullable
    Bound boundSecret(String nodeId, String secretId) {
        for (Bound bound : inputs(nodeId).values()) {
            if (bound.secretId().equals(secretId)) {
                return bound;
            }
        }
        return null;
    }
}
