package io.actionflow.secrets.projections.topology;

import org.jspecify.annotations.Nullable;

/** The state can't be read here and now. It says nothing about what the state is: ask again, or ask another instance. */
public final class ProjectionUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProjectionUnavailableException(String message) {
        this(message, null);
    }

    public ProjectionUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
