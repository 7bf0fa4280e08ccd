package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.http.Operation;
import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.commands.client.CommandTimeoutException;
import io.actionflow.secrets.commands.client.CommandUnavailableException;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What it is in HTTP that something can't be known or done now. */
final class Failures {

    private static final Duration SOON = Duration.ofSeconds(1);

    private Failures() {}

    /** The operation, with failures that callers can understand said in their words. */
    static Operation explained(Operation operation) {
        return request -> {
            try {
                return operation
                        .handle(request)
                        .exceptionallyCompose(failure -> CompletableFuture.failedStage(explained(failure)));
            } catch (ProjectionUnavailableException | CommandUnavailableException e) {
                throw explained(e);
            }
        };
    }

    private static RuntimeException explained(Throwable failure) {
        if (failure instanceof ProjectionUnavailableException) {
            return Problem.unavailable(String.valueOf(failure.getMessage()), SOON)
                    .asException();
        } else if (failure instanceof CommandTimeoutException timeout) {
            return unknown(timeout.commandId());
        } else if (failure instanceof CommandUnavailableException away) {
            return away.isOutcomeUnknown()
                    ? unknown(away.commandId())
                    : Problem.unavailable("Kafka can't be reached now; nothing was done", SOON)
                            .with("commandId", away.commandId())
                            .asException();
        } else if ((failure instanceof CompletionException || failure instanceof ExecutionException)
                && failure.getCause() != null) {
            return explained(failure.getCause());
        }
        return failure instanceof RuntimeException known ? known : new CompletionException(failure);
    }

    private static RuntimeException unknown(String commandId) {
        String detail = "No answer came in time, so whether the command took effect is unknown. Send it again with "
                + Parameters.COMMAND_ID + ": " + commandId + "; it is never applied twice";
        return new Problem(503, "OUTCOME_UNKNOWN", detail, Map.of("commandId", commandId), Optional.of(SOON))
                .asException();
    }
}
