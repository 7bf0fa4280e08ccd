package io.actionflow.secrets.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * The resolver API: Runs, and the values that their nodes bind. For one thread.
 *
 * <p>Every method throws {@link ApiException}.
 */
public final class ResolverApi {

    private final ApiConnection connection;

    private ResolverApi(ApiConnection connection) {
        this.connection = connection;
    }

    public static ResolverApi connect(ApiSettings settings) {
        return of(new ApiConnection(settings, new HttpExchange(settings, true), EditorApi::pause));
    }

    static ResolverApi of(ApiConnection connection) {
        return new ResolverApi(connection);
    }

    /** Begins a Run of the latest active version, or of an earlier one; the document's {@code run} is its token. */
    public JsonNode begin(String projectId, String actionflowId, OptionalLong version) {
        ObjectNode body = Json.object().put("projectId", projectId).put("actionflowId", actionflowId);
        version.ifPresent(number -> body.put("version", number));
        return connection.send(post("/v1/runs", body)).json();
    }

    /** One result for each input of the node to which a secret is bound. Whoever takes the values closes them. */
    public List<ResolvedInput> resolve(String run, String nodeId) {
        ObjectNode body = Json.object().put("run", run).put("nodeId", nodeId);
        ApiAnswer answer = connection.send(post("/v1/runs/resolve", body));
        try {
            return ResolvedInput.read(answer.body());
        } finally {
            Arrays.fill(answer.body(), (byte) 0);
        }
    }

    public void end(String run) {
        connection.send(post("/v1/runs/end", Json.object().put("run", run)));
    }

    /** What the resolver's state of a project is, in few bytes. */
    public JsonNode stateDigest(String projectId) {
        return connection
                .send(post("/v1/state-digest", Json.object().put("projectId", projectId)))
                .json();
    }

    private static ApiCall post(String path, ObjectNode body) {
        return ApiCall.of("POST", path).body("application/json", Json.bytes(body));
    }
}
