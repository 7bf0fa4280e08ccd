package io.actionflow.secrets.resolver.run;

import io.actionflow.secrets.projections.state.ActiveActionflowEntry;
import io.actionflow.secrets.projections.state.ActiveSecretEntry;
import io.actionflow.secrets.projections.state.ActiveVersionEntry;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.ValueEntry;
import io.actionflow.secrets.projections.state.VersionEntry;
import io.actionflow.secrets.projections.topology.Projection;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import io.actionflow.secrets.resolver.open.SealedValue;
import io.actionflow.secrets.resolver.open.SecretAddress;
import io.actionflow.secrets.schemas.record.Binding;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is, or was, active. What is valid at a Sync never changes once the project has reached that Sync; so each
 * question names one, and whoever asks has seen the project there. Throws {@link ProjectionUnavailableException} as the
 * projection does.
 */
public final class ActiveState {

    /** Stands for the version that is the latest at the Sync in question. */
    static final long LATEST = 0;

    /** Stands for versions that can't be: there is none below 1. */
    static final long NEVER = -1;

    private final Projection projection;

    public ActiveState(Projection projection) {
        this.projection = projection;
    }

    /** Where the project stands, or null where there is none. */
    @Nullable
    ProjectEntry head(String projectId) {
        return projection.project(projectId).project();
    }

    /** Whether the project was deleted, for good. */
    boolean isDeleted(String projectId) {
        ProjectEntry ever = projection.project(projectId).projectEver();
        return ever != null && ever.deleted();
    }

    /**
     * What a version binds at a Sync; null where the Actionflow was not active then, or the version not yet.
     *
     * @param version a number from 1, {@link #LATEST} or {@link #NEVER}
     */
    @Nullable
    Snapshot snapshot(String projectId, String actionflowId, long version, long sync) {
        ProjectView view = projection.project(projectId);
        ActiveActionflowEntry actionflow = view.activeActionflow(actionflowId, sync);
        if (actionflow == null || actionflow.isGone() || version == NEVER) {
            return null;
        }
        long wanted = version == LATEST ? actionflow.version() : version;
        ActiveVersionEntry active = view.activeVersion(actionflowId, wanted);
        VersionEntry saved = view.version(actionflowId, wanted);
        if (active == null || active.sync() > sync || saved == null) {
            return null;
        }
        Map<String, Map<String, Bound>> nodes = new LinkedHashMap<>();
        for (Binding binding : saved.bindings()) {
            nodes.computeIfAbsent(binding.nodeId(), node -> new LinkedHashMap<>())
                    .put(binding.input(), bound(view, binding.secretId(), sync));
        }
        return new Snapshot(new RunRef(projectId, actionflowId, wanted, sync), nodes);
    }

    private static Bound bound(ProjectView view, String secretId, long sync) {
        ActiveSecretEntry active = view.activeSecret(secretId, sync);
        String valueId = active == null ? null : active.valueId();
        if (valueId == null) {
            return new Bound(secretId, true, null);
        }
        ValueEntry value = view.value(valueId);
        if (value == null || !value.secretId().equals(secretId)) {
            return new Bound(secretId, false, null);
        }
        SecretAddress secret = new SecretAddress(view.projectId(), secretId);
        return new Bound(secretId, false, new SealedValue(secret, valueId, value.value()));
    }

    /** Whether the project had the secret at the Sync, which it must have reached. */
    boolean hasSecret(String projectId, String secretId, long sync) {
        ProjectView view = projection.project(projectId);
        ProjectEntry head = view.project();
        if (head == null || head.sync() < sync) {
            throw new ProjectionUnavailableException("The project's Sync " + sync + " has not been read here yet");
        }
        ActiveSecretEntry active = view.activeSecret(secretId, sync);
        return active != null && !active.isGone();
    }

    /** Whether the value was given up for good. */
    boolean isErased(SealedValue value) {
        ValueEntry entry = projection.project(value.secret().projectId()).value(value.valueId());
        return entry != null && entry.isErased();
    }

    /** Whether the value is what its secret has at the project's current Sync; false where nobody can tell. */
    public boolean isActive(SealedValue value) {
        SecretAddress secret = value.secret();
        try {
            ProjectView view = projection.project(secret.projectId());
            ProjectEntry head = view.project();
            ActiveSecretEntry active = head == null ? null : view.activeSecret(secret.secretId(), head.sync());
            return active != null && value.valueId().equals(active.valueId());
        } catch (ProjectionUnavailableException e) {
            return false; // nothing would say when the value is superseded
        }
    }
}
