package io.actionflow.secrets.resolver.duty;

import io.actionflow.secrets.schemas.command.ResolverCommand;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.result.Outcome;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The way from a resolver to the command processor. Safe for use by several threads. */
public interface ResolverVoice {

    /** Signs the command and sends it; completes with its outcome, or with an exception where none came. */
    CompletableFuture<Outcome> say(String commandId, ResolverCommand command);

    /** Sends one sealed chunk, ahead of the command that claims it; completes when it is safe. */
    CompletableFuture<@Nullable Void> sendChunk(String projectId, ValueChunk chunk);
}
