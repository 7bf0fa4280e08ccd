package io.actionflow.secrets.resolver.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that one version of one Actionflow binds, as it is at one Sync. It never changes, so that Runs share it. */
final class Snapshot {

    /** About what a node or a binding takes besides its texts. */
    private static final int ENTRY_BYTES = 512;

    private final RunRef ref;
    // node → input → what is bound there
    private final Map<String, Map<String, Bound>> nodes;
    private final int weight;

    Snapshot(RunRef ref, Map<String, Map<String, Bound>> nodes) {
        this.ref = ref;
        Map<String, Map<String, Bound>> copy = new LinkedHashMap<>();
        nodes.forEach((node, inputs) -> copy.put(node, Collections.unmodifiableMap(new LinkedHashMap<>(inputs))));
        this.nodes = copy;
        this.weight = weightOf(copy);
    }

    // Node ids and inputs are free text of any length: a count of bindings would say nothing.
    private static int weightOf(Map<String, Map<String, Bound>> nodes) {
        long bytes = ENTRY_BYTES;
        for (Map.Entry<String, Map<String, Bound>> node : nodes.entrySet()) {
            bytes += ENTRY_BYTES + 2L * node.getKey().length();
            for (String input : node.getValue().keySet()) {
                bytes += ENTRY_BYTES + 2L * input.length();
            }
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    RunRef ref() {
        return ref;
    }

    /** About how many bytes it takes. */
    int weight() {
        return weight;
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
