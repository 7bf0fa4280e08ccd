package io.actionflow.secrets.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.schemas.record.Compared;
import io.actionflow.secrets.schemas.record.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The editor API: a method for each operation of its contract. Answers are the JSON that came. A read sees what this
 * object wrote before. Writes take the id of the command: the same again, with the same id, does nothing twice. For one
 * thread.
 *
 * <p>Every method throws {@link ApiException}.
 */
public final class EditorApi {

    private static final String SEQUENCE = "Secrets-Sequence";

    /** So long the API waits for a resolver. */
    private static final Duration MATCHED_WITHIN = Duration.ofSeconds(10);

    private final ApiConnection connection;
    // projectId → the last event that one of our writes made
    private final Map<String, Long> sequences = new HashMap<>();

    private EditorApi(ApiConnection connection) {
        this.connection = connection;
    }

    public static EditorApi connect(ApiSettings settings) {
        return of(new ApiConnection(settings, new HttpExchange(settings, false), EditorApi::pause));
    }

    static EditorApi of(ApiConnection connection) {
        return new EditorApi(connection);
    }

    public JsonNode valueKey() {
        return connection.send(ApiCall.of("GET", "/v1/value-key")).json();
    }

    public JsonNode createProject(String projectId, String commandId) {
        ApiCall call = json(ApiCall.of("POST", "/v1/projects"), Json.object().put("projectId", projectId));
        return write(projectId, call, commandId);
    }

    public Page listProjects(ListQuery query) {
        return Page.of(
                connection.send(query.onto(ApiCall.of("GET", "/v1/projects"))).json(), "projects");
    }

    public JsonNode getProject(String projectId) {
        return read(projectId, ApiCall.of("GET", project(projectId)));
    }

    /** What the service's state of a project is, in few bytes. */
    public JsonNode stateDigest(String projectId) {
        return read(projectId, ApiCall.of("GET", project(projectId, "state-digest")));
    }

    /** Deletes the project for good; {@code confirm} is its id once more. */
    public JsonNode deleteProject(String projectId, String confirm, String commandId) {
        return write(projectId, ApiCall.of("DELETE", project(projectId)).query("confirm", confirm), commandId);
    }

    /** Gives the project a new key for its names and people; the answer's version is its number. */
    public JsonNode rotateProjectKey(String projectId, String commandId) {
        return write(projectId, ApiCall.of("POST", project(projectId, "key-rotations")), commandId);
    }

    public JsonNode setMemberRole(String projectId, String member, Role role, String commandId) {
        ObjectNode body = Json.object().put("member", member).put("role", role.name());
        return write(projectId, json(ApiCall.of("PUT", project(projectId, "members")), body), commandId);
    }

    public JsonNode removeMember(String projectId, String member, String commandId) {
        ApiCall call = ApiCall.of("DELETE", project(projectId, "members")).query("member", member);
        return write(projectId, call, commandId);
    }

    public Page listMembers(String projectId, ListQuery query) {
        return list(projectId, "members", query, "members");
    }

    /** Adds a secret; {@code value} is one of the contract's four forms. */
    public JsonNode addSecret(
            String projectId,
            String secretId,
            String name,
            Optional<String> description,
            ObjectNode value,
            String commandId) {
        ObjectNode body = Json.object().put("secretId", secretId).put("name", name);
        description.ifPresent(text -> body.put("description", text));
        body.set("value", value);
        return write(projectId, json(ApiCall.of("POST", project(projectId, "secrets")), body), commandId);
    }

    /** Changes what stands in {@code changes}: name, description, value. */
    public JsonNode editSecret(
            String projectId, String secretId, ObjectNode changes, OptionalLong ifVersion, String commandId) {
        ApiCall call = ApiCall.of("PATCH", project(projectId, "secrets", secretId));
        return write(projectId, ifMatch(json(call, changes), ifVersion), commandId);
    }

    public JsonNode deleteSecret(String projectId, String secretId, OptionalLong ifVersion, String commandId) {
        ApiCall call = ApiCall.of("DELETE", project(projectId, "secrets", secretId));
        return write(projectId, ifMatch(call, ifVersion), commandId);
    }

    /**
     * Asks whether the candidate, in one of the contract's four forms, is the secret's value. Where the answer has no
     * {@code answer}, no resolver has given one yet: the same again, with the same id, waits on.
     */
    public JsonNode matchSecret(
            String projectId, String secretId, Compared compared, ObjectNode candidate, String commandId) {
        ObjectNode body = Json.object().put("compared", compared.name());
        body.set("value", candidate);
        ApiCall call = json(ApiCall.of("POST", project(projectId, "secrets", secretId, "match")), body);
        return write(projectId, call.waiting(MATCHED_WITHIN), commandId);
    }

    public JsonNode getSecret(String projectId, String secretId) {
        return read(projectId, ApiCall.of("GET", project(projectId, "secrets", secretId)));
    }

    public Page listSecrets(String projectId, ListQuery query) {
        return list(projectId, "secrets", query, "secrets");
    }

    public Page listUsages(String projectId, String secretId, ListQuery query) {
        ApiCall call = ApiCall.of("GET", project(projectId, "secrets", secretId, "usages"));
        return Page.of(read(projectId, query.onto(call)), "usages");
    }

    /** Sends a sealed chunk ahead of the command that claims it. The same one again does no harm. */
    public void putChunk(String projectId, String valueId, int index, int count, byte[] sealed) {
        String path = project(projectId, "values", valueId, "chunks", Integer.toString(index));
        connection.send(ApiCall.of("PUT", path).query("count", count).body("application/octet-stream", sealed));
    }

    /** Saves the document, as it is, as the Actionflow's next version. */
    public JsonNode saveActionflow(String projectId, String actionflowId, byte[] document, String commandId) {
        ApiCall call = ApiCall.of("PUT", project(projectId, "actionflows", actionflowId));
        return write(projectId, call.body("application/json", document), commandId);
    }

    public JsonNode deleteActionflow(String projectId, String actionflowId, String commandId) {
        return write(projectId, ApiCall.of("DELETE", project(projectId, "actionflows", actionflowId)), commandId);
    }

    public JsonNode getActionflow(String projectId, String actionflowId) {
        return read(projectId, ApiCall.of("GET", project(projectId, "actionflows", actionflowId)));
    }

    public Page listActionflows(String projectId, ListQuery query) {
        return list(projectId, "actionflows", query, "actionflows");
    }

    public JsonNode previewSync(String projectId) {
        return read(projectId, ApiCall.of("GET", project(projectId, "sync")).query("limit", ListQuery.MOST));
    }

    /** Makes all changes active; with {@code wait}, answers once all resolvers serve them, or it is over. */
    public JsonNode sync(String projectId, Optional<Duration> wait, String commandId) {
        ApiCall call = ApiCall.of("POST", project(projectId, "sync"));
        return write(projectId, wait.map(time -> waiting(call, time)).orElse(call), commandId);
    }

    public JsonNode live(String projectId, long sync, Duration wait) {
        ApiCall call = ApiCall.of("GET", project(projectId, "sync", "live")).query("sync", sync);
        return read(projectId, waiting(call, wait));
    }

    private Page list(String projectId, String what, ListQuery query, String items) {
        return Page.of(read(projectId, query.onto(ApiCall.of("GET", project(projectId, what)))), items);
    }

    private JsonNode read(String projectId, ApiCall call) {
        Long sequence = sequences.get(projectId);
        return connection
                .send(sequence == null ? call : call.header(SEQUENCE, sequence))
                .json();
    }

    private JsonNode write(String projectId, ApiCall call, String commandId) {
        ApiAnswer answer = connection.send(call.header("Idempotency-Key", commandId));
        answer.headers()
                .firstValue(SEQUENCE)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .ifPresent(text -> sequences.merge(projectId, Long.valueOf(text), Math::max));
        return answer.json();
    }

    private static ApiCall waiting(ApiCall call, Duration wait) {
        return call.query("wait", wait.toSeconds()).waiting(wait);
    }

    private static ApiCall ifMatch(ApiCall call, OptionalLong version) {
        return version.isPresent() ? call.header("If-Match", "\"" + version.getAsLong() + "\"") : call;
    }

    private static ApiCall json(ApiCall call, ObjectNode body) {
        return call.body("application/json", Json.bytes(body));
    }

    private static String project(String projectId, String... more) {
        return ApiCall.path("projects", projectId)
                + (more.length == 0 ? "" : ApiCall.path(more).substring("/v1".length()));
    }

    static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
