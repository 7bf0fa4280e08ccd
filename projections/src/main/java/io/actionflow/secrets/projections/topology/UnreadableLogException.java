package io.actionflow.secrets.projections.topology;

import org.jspecify.annotations.Nullable;

/** A record of the event log that can't be what it should be. The reader stops; the message names the record. */
public final class UnreadableLogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableLogException(String place, String why, @Nullable Throwable cause) {
        super("The event log can't be read at " + place + ": " + why, cause);
    }
}
