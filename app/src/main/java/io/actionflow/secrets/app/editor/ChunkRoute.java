package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.http.Json;
import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.app.http.Route;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.command.ChunkForm;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.record.ValueChunk;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Takes the chunks of values that callers have sealed. A chunk is no command: nobody decides on it, so that the roles are
 * looked up here, and a role that was lost a moment ago may still count. What no command claims is given up.
 */
final class ChunkRoute {

    private static final String TYPE = "application/octet-stream";

    /** That of the chunk, its record, and the record as Kafka's client has it. */
    private static final long COPIES = 3;

    private final Commands commands;

    private ChunkRoute(Commands commands) {
        this.commands = commands;
    }

    static List<Route> routes(Commands commands, Reading reading) {
        return List.of(EditorApi.route(
                "PUT",
                "/v1/projects/{projectId}/values/{valueId}/chunks/{index}",
                "putChunk",
                Limits.CHUNK_BYTES + ValueSealer.OVERHEAD_BYTES,
                reading.of(new ChunkRoute(commands)::put)));
    }

    private CompletionStage<Response> put(Reading.Access access) {
        if (access.role() != Role.OWNER && access.role() != Role.MANAGER) {
            throw Problem.of(403, "PERMISSION_DENIED", "Only Owners and Managers may send values")
                    .asException();
        }
        Request request = access.request();
        if (!request.contentType().orElse("").equals(TYPE)) {
            throw Problem.of(415, "UNSUPPORTED_MEDIA_TYPE", "The body must be " + TYPE)
                    .asException();
        }
        request.needs(COPIES * request.body().length);
        // A copy: the body is zeroed once this is answered.
        ValueChunk chunk = new ValueChunk(
                Parameters.id(request, "valueId"),
                index(request),
                count(request),
                request.body().clone());
        ChunkForm.fault(access.view().projectId(), chunk).ifPresent(fault -> {
            throw Outcomes.problem(fault).asException();
        });
        return commands.sendChunk(access.view().projectId(), chunk).thenApply(nothing -> Json.empty(204, Map.of()));
    }

    private static int index(Request request) {
        return (int) Parameters.between("index", request.path("index"), 0, Limits.MAX_CHUNKS - 1);
    }

    private static int count(Request request) {
        return (int) Parameters.between(request, "count", 1, Limits.MAX_CHUNKS)
                .orElseThrow(() -> Parameters.malformed("count", "given: how many chunks the value has"));
    }
}
