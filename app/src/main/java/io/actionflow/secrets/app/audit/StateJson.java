package io.actionflow.secrets.app.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.schemas.event.RecordedEvent;

/** A state for programs, as one document. */
public final class StateJson {

    private StateJson() {}

    /** {@code last} is the event that made the state what it is. */
    public static ObjectNode of(StateThen state, RecordedEvent last) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("projectId", state.projectId())
                .put("sequence", state.sequence())
                .put("lastEventAt", last.event().meta().at().toString())
                .put("hash", last.hash().toString())
                .put("sync", state.sync());
        ArrayNode members = document.putArray("members");
        state.members().forEach(it -> members.addObject()
                .put("member", it.member())
                .put("role", it.role().name()));
        ArrayNode secrets = document.putArray("secrets");
        state.secrets().forEach(it -> put(secrets.addObject(), it));
        ArrayNode uses = document.putArray("uses");
        state.uses().forEach(it -> put(uses.addObject(), it));
        return document;
    }

    private static void put(ObjectNode node, StateThen.Kept kept) {
        SecretEntry secret = kept.secret();
        node.put("secretId", secret.secretId())
                .put("name", secret.name())
                .put("description", secret.description())
                .put("state", kept.status().name())
                .put("version", secret.version())
                .put("addedBy", secret.addedBy())
                .put("addedAt", secret.addedAt().toString())
                .put("changedBy", secret.changedBy())
                .put("changedAt", secret.changedAt().toString())
                .put("valueId", secret.valueId())
                .put("activeValueId", kept.activeValueId());
    }

    private static void put(ObjectNode node, StateThen.Use use) {
        node.put("actionflowId", use.actionflowId())
                .put("version", use.version())
                .put("state", use.callable().name())
                .put("nodeId", use.binding().nodeId())
                .put("nodeType", use.binding().nodeType())
                .put("input", use.binding().input())
                .put("secretId", use.binding().secretId())
                .put("granted", use.isGranted());
    }
}
