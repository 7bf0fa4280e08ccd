package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.projections.state.ActionflowEntry;
import io.actionflow.secrets.projections.state.ActiveActionflowEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.SecretStatus;
import java.util.Optional;

/** An Actionflow in JSON. */
final class ActionflowJson {

    private ActionflowJson() {}

    /** Empty for one that is neither in the draft nor active. */
    static Optional<JsonObject> of(ProjectView view, ActionflowEntry actionflow) {
        ActiveActionflowEntry active = view.activeActionflow(actionflow.actionflowId(), Long.MAX_VALUE);
        long activeVersion = active == null ? 0 : active.version();
        return status(view, actionflow, activeVersion).map(status -> new JsonObject()
                .with("actionflowId", actionflow.actionflowId())
                .with("state", status.name())
                .with("version", actionflow.version())
                .with("activeVersion", activeVersion)
                .with("changedBy", actionflow.changedBy())
                .with("changedAt", actionflow.changedAt()));
    }

    /** What is said of secrets is said of Actionflows, too. */
    private static Optional<SecretStatus> status(ProjectView view, ActionflowEntry actionflow, long activeVersion) {
        boolean isActive = activeVersion > 0;
        if (actionflow.deleted()) {
            return isActive ? Optional.of(SecretStatus.DELETING) : Optional.empty();
        } else if (view.isChangedActionflow(actionflow.actionflowId())) {
            return Optional.of(isActive ? SecretStatus.CHANGED : SecretStatus.ADDED);
        }
        return Optional.of(SecretStatus.ACTIVE);
    }
}
