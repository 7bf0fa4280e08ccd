package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.http.Json;
import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.Rejected;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** What all writes share: the command goes out under its id, and its outcome becomes an answer. */
final class Writing {

    static final String COMMAND = "Secrets-Command";

    /**
     * How long an answer waits until this instance shows the write, so that a read right after it need not. A read that
     * names the write waits itself where that was not long enough.
     */
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(2);

    private final Commands commands;
    private final Sequences sequences;

    Writing(Commands commands, Sequences sequences) {
        this.commands = commands;
        this.sequences = sequences;
    }

    /** Sends a command; a rejection completes it with its problem. */
    CompletableFuture<Accepted> send(String commandId, Command command, Function<Rejected, Problem> problem) {
        return commands.send(commandId, command)
                .thenApply(outcome -> accepted(commandId, outcome, problem))
                .thenCompose(accepted -> shown(command.projectId(), accepted));
    }

    CompletableFuture<Accepted> send(String commandId, Command command) {
        return send(commandId, command, Outcomes::problem);
    }

    private static Accepted accepted(String commandId, Outcome outcome, Function<Rejected, Problem> problem) {
        if (outcome instanceof Accepted accepted) {
            return accepted;
        }
        throw problem.apply((Rejected) outcome).with("commandId", commandId).asException();
    }

    private CompletableFuture<Accepted> shown(String projectId, Accepted accepted) {
        CompletableFuture<?> reached;
        try {
            reached = sequences.reached(projectId, accepted.sequence(), SHOWN_WITHIN);
        } catch (ProjectionUnavailableException e) {
            reached = CompletableFuture.failedFuture(e);
        }
        return reached.handle((nothing, failure) -> {
            // It was written, whatever can be seen here: whoever reads next is told what can't be shown.
            if (failure == null || cause(failure) instanceof ProjectionUnavailableException) {
                return accepted;
            }
            throw new CompletionException(cause(failure));
        });
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    /** What is answered to every write but Sync: {@code written} besides the numbers. */
    static Response written(int status, String commandId, Accepted accepted, JsonObject written) {
        JsonObject body = new JsonObject().with("sequence", accepted.sequence());
        if (accepted.version() > 0) {
            body.with("version", accepted.version());
        }
        written.members().forEach(body::with);
        return Json.response(status, headers(commandId, accepted), body.members());
    }

    static Map<String, String> headers(String commandId, Accepted accepted) {
        return Map.of(Parameters.SEQUENCE, Long.toString(accepted.sequence()), COMMAND, commandId);
    }
}
