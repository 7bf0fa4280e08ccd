package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ActionflowEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.VersionEntry;
import io.actionflow.secrets.schemas.record.Binding;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keeps the Actionflow-binding projection: for each secret, where the latest versions bind it. */
final class Usages {

    private Usages() {}

    /** Forgets what the Actionflow's latest version binds, if there is one. */
    static void remove(ProjectState state, String actionflowId) {
        ActionflowEntry latest = state.actionflow(actionflowId);
        if (latest != null) {
            VersionEntry version = Objects.requireNonNull(state.version(actionflowId, latest.version()));
            bySecret(version.bindings()).keySet().forEach(secretId -> state.deleteUsage(secretId, actionflowId));
        }
    }

    /** Notes what the Actionflow's new version binds. */
    static void add(ProjectState state, String actionflowId, long version, List<Binding> bindings) {
        bySecret(bindings).forEach((secretId, places) -> state.putUsage(secretId, actionflowId, version, places));
    }

    private static Map<String, List<Binding>> bySecret(List<Binding> bindings) {
        return bindings.stream().collect(Collectors.groupingBy(Binding::secretId, TreeMap::new, Collectors.toList()));
    }
}
