package io.actionflow.secrets.app.broker;

/** The embedded broker could not start, or gave up. The message says why and what to do. */
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerException(String message) {
        super(message);
    }

    BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
