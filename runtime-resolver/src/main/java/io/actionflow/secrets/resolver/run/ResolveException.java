package io.actionflow.secrets.resolver.run;

/** A refusal, for those who would rather have an exception. Its message never holds a value. */
public final class ResolveException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ResolveError code;

    public ResolveException(ResolveError code, String message) {
        super(code + ": " + message);
        this.code = code;
    }

    public ResolveError code() {
        return code;
    }
}
