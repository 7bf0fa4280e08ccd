package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.editor.index.SecretItem;
import io.actionflow.secrets.app.editor.index.SecretPage;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.projections.state.SecretStatus;
import io.actionflow.secrets.projections.state.ValueEntry;
import java.util.List;
import java.util.Map;

/** A secret in JSON: everything but its value, which nobody here could tell. */
final class SecretJson {

    /** Of each secret of a list, and of one that is shown alone. */
    private static final int FEW_USAGES = 5;

    private static final int MORE_USAGES = 100;
    private static final long FEW_CHARACTERS = 4 * 1024;
    private static final long MORE_CHARACTERS = 256 * 1024;

    private SecretJson() {}

    /** With its texts cut, and the first few usages. */
    static Map<String, Object> listed(ProjectView view, SecretPage.Listed listed) {
        SecretItem item = listed.item();
        FirstUsages usages = new FirstUsages(FEW_USAGES, FEW_CHARACTERS);
        view.scan().usages(item.secretId(), "", usages::add);
        JsonObject json = new JsonObject()
                .with("secretId", item.secretId())
                .with("name", item.name().text())
                .with("description", item.description().text())
                .with("textsCut", item.name().cut() || item.description().cut())
                .with("state", listed.status().name())
                .with("version", item.version())
                .with("addedBy", item.addedBy())
                .with("addedAt", item.addedAt())
                .with("changedBy", item.changedBy())
                .with("changedAt", item.changedAt());
        return withUsages(json.with("hints", hints(view, item.valueId())), usages);
    }

    /** Whole. */
    static Map<String, Object> whole(ProjectView view, SecretEntry secret, SecretStatus status) {
        FirstUsages usages = new FirstUsages(MORE_USAGES, MORE_CHARACTERS);
        view.scan().usages(secret.secretId(), "", usages::add);
        JsonObject json = new JsonObject()
                .with("secretId", secret.secretId())
                .with("name", secret.name())
                .with("description", secret.description())
                .with("state", status.name())
                .with("version", secret.version())
                .with("addedBy", secret.addedBy())
                .with("addedAt", secret.addedAt())
                .with("changedBy", secret.changedBy())
                .with("changedAt", secret.changedAt());
        return withUsages(json.with("hints", hints(view, secret.valueId())), usages);
    }

    private static List<String> hints(ProjectView view, String valueId) {
        ValueEntry value = view.value(valueId);
        return value == null ? List.of() : value.value().hints();
    }

    private static Map<String, Object> withUsages(JsonObject json, FirstUsages usages) {
        return json.with("usages", usages.usages())
                .with("usagesComplete", usages.complete())
                .members();
    }
}
