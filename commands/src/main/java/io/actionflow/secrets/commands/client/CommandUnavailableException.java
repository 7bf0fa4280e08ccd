package io.actionflow.secrets.commands.client;

import org.jspecify.annotations.Nullable;

/**
 * Kafka could not be reached, or did not confirm the command or chunk. The message says whether the command may have been taken
 * all the same; sending it again with the same command id is safe for 24 hours.
 */
public final class CommandUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String commandId;

    CommandUnavailableException(String commandId, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.commandId = commandId;
    }

    /** The id to send the command again with. Of a chunk, which is no command, the id of its value. */
    public String commandId() {
        return commandId;
    }
}
