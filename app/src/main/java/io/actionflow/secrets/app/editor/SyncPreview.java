package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.editor.index.SecretPage;
import io.actionflow.secrets.app.editor.index.SecretsPicture;
import io.actionflow.secrets.projections.state.ActionflowEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the next Sync would change, and which Actionflows would notice. */
final class SyncPreview {

    private static final int MOST_AFFECTED = 100;

    private SyncPreview() {}

    /** At most {@code limit} secrets and as many Actionflows. */
    static Map<String, Object> of(Reading.Access access, SecretsPicture picture, int limit) {
        ProjectView view = access.view();
        List<SecretPage.Listed> secrets = picture.changed(limit);
        List<Map<String, Object>> actionflows = new ArrayList<>();
        view.changedActionflows(actionflowId -> {
            ActionflowEntry actionflow = view.actionflowEver(actionflowId);
            if (actionflow != null) {
                ActionflowJson.of(view, actionflow).ifPresent(it -> actionflows.add(it.members()));
            }
            return actionflows.size() < limit;
        });
        long changes = view.scan().changes();
        return new JsonObject()
                .with("sync", access.project().sync())
                .with("changes", changes)
                .with("complete", changes <= secrets.size() + actionflows.size())
                .with("secrets", secrets.stream().map(it -> secret(view, it)).toList())
                .with("actionflows", actionflows)
                .members();
    }

    private static Map<String, Object> secret(ProjectView view, SecretPage.Listed listed) {
        List<String> affected = new ArrayList<>();
        view.scan().usingActionflows(listed.item().secretId(), actionflowId -> {
            affected.add(actionflowId);
            return affected.size() <= MOST_AFFECTED;
        });
        return new JsonObject()
                .with("secretId", listed.item().secretId())
                .with("name", listed.item().name().text())
                .with("state", listed.status().name())
                .with("version", listed.item().version())
                .with("affects", affected.stream().limit(MOST_AFFECTED).toList())
                .with("affectsComplete", affected.size() <= MOST_AFFECTED)
                .members();
    }
}
