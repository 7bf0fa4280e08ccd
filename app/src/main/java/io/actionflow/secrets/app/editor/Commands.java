package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.result.Outcome;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The write side, as far as this API needs it. Safe for use by several threads. */
public interface Commands {

    /** As {@link CommandClient#send(String, Command)}. */
    CompletableFuture<Outcome> send(String commandId, Command command);

    /** As {@link CommandClient#sendChunk}. */
    CompletableFuture<@Nullable Void> sendChunk(String projectId, ValueChunk chunk);

    /** Those of a client, which remains the caller's to close. */
    static Commands of(CommandClient client) {
        return new Commands() {
            @Override
            public CompletableFuture<Outcome> send(String commandId, Command command) {
                return client.send(commandId, command);
            }

            @Override
            public CompletableFuture<@Nullable Void> sendChunk(String projectId, ValueChunk chunk) {
                return client.sendChunk(projectId, chunk);
            }
        };
    }
}
