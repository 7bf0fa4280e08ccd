package io.actionflow.secrets.commands.client;

import org.jspecify.annotations.Nullable;

/**
 * Kafka could not be reached, or did not confirm the command or chunk. The message says whether the command may have been taken
 * all the same; sending it again with the same command id is safe for 24 hours.
 */
public final class CommandUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String commandId;
    private final boolean outcomeUnknown;

    private CommandUnavailableException(
            String commandId, boolean outcomeUnknown, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.commandId = commandId;
        this.outcomeUnknown = outcomeUnknown;
    }

    /** It was not sent: it did not take effect. Also for whoever stands in for a client, as the next. */
    public static CommandUnavailableException notSent(String commandId, String message, @Nullable Throwable cause) {
        return new CommandUnavailableException(commandId, false, message, cause);
    }

    /** It was handed to Kafka, and nothing more is known. */
    public static CommandUnavailableException unconfirmed(String commandId, String message, @Nullable Throwable cause) {
        return new CommandUnavailableException(commandId, true, message, cause);
    }

    /** Whether it may have taken effect all the same. */
    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }

    /** The id to send the command again with. Of a chunk, which is no command, the id of its value. */
    public String commandId() {
        return commandId;
    }
}
