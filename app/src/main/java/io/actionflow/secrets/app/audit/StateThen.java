package io.actionflow.secrets.app.audit;

import io.actionflow.secrets.projections.state.ActionflowEntry;
import io.actionflow.secrets.projections.state.ActiveActionflowEntry;
import io.actionflow.secrets.projections.state.ActiveSecretEntry;
import io.actionflow.secrets.projections.state.MemberEntry;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.projections.state.SecretStatus;
import io.actionflow.secrets.projections.state.VersionEntry;
import io.actionflow.secrets.schemas.record.Binding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a project was at a moment: who could do what, which secrets there were, and which nodes could use them.
 *
 * @param sync the current Sync, 0 before the first
 * @param secrets those of the draft, and those that the next Sync takes away
 * @param uses every binding of every version that could run, or will after the next Sync
 */
public record StateThen(
        String projectId, long sequence, long sync, List<MemberEntry> members, List<Kept> secrets, List<Use> uses) {

    /**
     * A secret.
     *
     * @param activeValueId the value that flows use; null for none
     */
    public record Kept(
            SecretEntry secret,
            SecretStatus status,
            @Nullable String activeValueId) {}

    /** What can be done with a version. */
    public enum Callable {
        /** It is the latest, and waits for a Sync. */
        DRAFT,
        /** A Run begins on it unless it names another. */
        ACTIVE,
        /** An earlier Sync made it active: a Run may name it. */
        EARLIER
    }

    /**
     * A node's input that is bound to a secret.
     *
     * @param isGranted whether a Run of the version would get the secret
     */
    public record Use(String actionflowId, long version, Callable callable, Binding binding, boolean isGranted) {}

    /** What stands in a state that has an event at least. */
    public static StateThen of(ProjectView view) {
        ProjectEntry project = Objects.requireNonNull(view.project());
        List<MemberEntry> members = new ArrayList<>();
        view.members(members::add);
        members.sort(Comparator.comparing(MemberEntry::role).thenComparing(MemberEntry::member));
        List<Kept> secrets = new ArrayList<>();
        view.secretsAndDeleting(secret -> {
            SecretStatus status = view.status(secret);
            ActiveSecretEntry active = view.activeSecret(secret.secretId(), project.sync());
            if (status != null) {
                secrets.add(new Kept(secret, status, active == null ? null : active.valueId()));
            }
            return true;
        });
        List<Use> uses = new ArrayList<>();
        view.scan().actionflows("", actionflow -> {
            collect(view, project.sync(), actionflow, uses);
            return true;
        });
        return new StateThen(view.projectId(), project.sequence(), project.sync(), members, secrets, uses);
    }

    private static void collect(ProjectView view, long sync, ActionflowEntry actionflow, List<Use> uses) {
        String id = actionflow.actionflowId();
        ActiveActionflowEntry active = view.activeActionflow(id, sync);
        for (long version = 1; version <= actionflow.version(); version++) {
            Callable callable = callable(view, actionflow, active, version);
            VersionEntry saved = view.version(id, version);
            if (callable != null && saved != null) {
                for (Binding binding : saved.bindings()) {
                    boolean isGranted = callable != Callable.DRAFT && isActive(view, sync, binding.secretId());
                    uses.add(new Use(id, version, callable, binding, isGranted));
                }
            }
        }
    }

    private static @Nullable Callable callable(
            ProjectView view, ActionflowEntry actionflow, @Nullable ActiveActionflowEntry active, long version) {
        if (active != null && active.version() == version) {
            return Callable.ACTIVE;
        } else if (view.activeVersion(actionflow.actionflowId(), version) != null) {
            return Callable.EARLIER;
        }
        return version == actionflow.version() && !actionflow.deleted() ? Callable.DRAFT : null;
    }

    private static boolean isActive(ProjectView view, long sync, String secretId) {
        ActiveSecretEntry active = view.activeSecret(secretId, sync);
        return active != null && !active.isGone();
    }
}
