package io.actionflow.secrets.app.audit;

/** A file that is no export, or not a whole one: it was cut, or changed since it was written. */
public final class ExportDamagedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ExportDamagedException(String message) {
        super(message);
    }
}
