package io.actionflow.secrets.app.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.app.client.ListQuery;
import io.actionflow.secrets.app.client.Page;
import io.actionflow.secrets.app.client.ResolvedInput;
import io.actionflow.secrets.app.client.ResolverApi;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.record.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/** A project with a few secrets that one Actionflow binds, all of it active; and what is to be seen of it. */
final class FuzzedProject {

    static final String FLOW = "flow";
    static final String NODE = "call";
    static final List<String> SECRETS = List.of("alpha", "beta", "gamma", "delta");

    private static final ObjectMapper JSON = new ObjectMapper();
    // Lists cut texts; this much of one is there in any case.
    private static final int SHOWN = 500;

    private final String projectId;

    FuzzedProject(String projectId) {
        this.projectId = projectId;
    }

    /** What nobody but a worker may see. */
    List<String> values() {
        return SECRETS.stream().map(this::value).toList();
    }

    private String value(String secretId) {
        return "planted-" + projectId + "-" + secretId + "-hunter2Zq81";
    }

    void create(EditorApi api, Map<String, Role> members) {
        api.createProject(projectId, Ids.random());
        members.forEach((member, role) -> api.setMemberRole(projectId, member, role, Ids.random()));
        for (String secretId : SECRETS) {
            ObjectNode value = JSON.createObjectNode().put("text", value(secretId));
            api.addSecret(projectId, secretId, "Key " + secretId, Optional.empty(), value, Ids.random());
        }
        byte[] flow = JSON.createObjectNode()
                .<ObjectNode>set("nodes", nodes())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        api.saveActionflow(projectId, FLOW, flow, Ids.random());
        api.sync(projectId, Optional.empty(), Ids.random());
    }

    /** The nodes of an Actionflow that binds all of them. */
    static ArrayNode nodes() {
        ArrayNode nodes = JSON.createArrayNode();
        ObjectNode inputs =
                nodes.addObject().put("id", NODE).put("type", "Call API").putObject("inputs");
        SECRETS.forEach(
                secretId -> inputs.putObject(secretId).put("context", "secret").put("secretId", secretId));
        return nodes;
    }

    /** What a worker is given, by input. */
    Map<String, String> resolved(ResolverApi api) {
        Map<String, String> values = new TreeMap<>();
        String run =
                api.begin(projectId, FLOW, OptionalLong.empty()).path("run").asText();
        for (ResolvedInput input : api.resolve(run, NODE)) {
            values.put(
                    input.input(),
                    input.value()
                            .map(it -> new String(it, StandardCharsets.UTF_8))
                            .orElse(input.errorCode()));
        }
        api.end(run);
        return values;
    }

    Map<String, String> expectedValues() {
        Map<String, String> values = new TreeMap<>();
        SECRETS.forEach(secretId -> values.put(secretId, value(secretId)));
        return values;
    }

    /** All that the editor API shows of the project, as lines. */
    List<String> shown(EditorApi api) {
        JsonNode project = api.getProject(projectId);
        List<String> lines = new ArrayList<>();
        lines.add(line(
                "project",
                project.path("sequence").asLong(),
                project.path("sync").asLong()));
        all(query -> api.listMembers(projectId, query))
                .forEach(it -> lines.add(line("member", text(it, "member"), text(it, "role"))));
        all(query -> api.listSecrets(projectId, query))
                .forEach(it -> lines.add(line(
                        "secret",
                        text(it, "secretId"),
                        text(it, "version"),
                        text(it, "state"),
                        text(it, "name"),
                        text(it, "description"),
                        text(it, "changedBy"))));
        all(query -> api.listActionflows(projectId, query)).stream()
                .filter(it -> !text(it, "state").equals("DELETING"))
                .forEach(it -> lines.add(line("flow", text(it, "actionflowId"), text(it, "version"))));
        return lines.stream().sorted().toList();
    }

    /** The same of a state. */
    static List<String> shown(ProjectView view) {
        List<String> lines = new ArrayList<>();
        lines.add(line("project", view.project().sequence(), view.project().sync()));
        view.members(it -> lines.add(line("member", it.member(), it.role())));
        view.secretsAndDeleting(it -> lines.add(secret(view, it)));
        view.actionflows(it -> lines.add(line("flow", it.actionflowId(), it.version())));
        return lines.stream().sorted().toList();
    }

    private static String secret(ProjectView view, SecretEntry it) {
        return line(
                "secret", it.secretId(), it.version(), view.status(it), it.name(), it.description(), it.changedBy());
    }

    private static List<JsonNode> all(Function<ListQuery, Page> list) {
        List<JsonNode> all = new ArrayList<>();
        ListQuery query = ListQuery.of(Map.of(), ListQuery.MOST);
        Page page = list.apply(query);
        all.addAll(page.items());
        while (page.next().isPresent()) {
            page = list.apply(query.from(page.next().get(), ListQuery.MOST));
            all.addAll(page.items());
        }
        return all;
    }

    private static String text(JsonNode item, String name) {
        return item.path(name).asText();
    }

    // As a list of Java shows itself, each text cut where lists may cut it.
    private static String line(Object... parts) {
        List<String> texts = new ArrayList<>();
        for (Object part : parts) {
            String text = String.valueOf(part);
            texts.add(text.length() <= SHOWN ? text : text.substring(0, SHOWN));
        }
        return texts.toString();
    }
}
