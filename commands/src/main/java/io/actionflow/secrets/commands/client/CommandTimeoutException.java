package io.actionflow.secrets.commands.client;

/**
 * No answer came in time. Whether the command took effect is unknown; sending it again with the same command id is safe
 * for 24 hours, and brings the first answer.
 */
public final class CommandTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String commandId;

    /** Also for whoever stands in for a client, in a test say. */
    public CommandTimeoutException(String commandId, String message) {
        super(message);
        this.commandId = commandId;
    }

    /** The id to send the command again with. */
    public String commandId() {
        return commandId;
    }
}
