package io.actionflow.secrets.app.auth;

/** Why somebody may not come in. Its message is for the log and for the caller, and never holds a token. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why, in a word: the tag of the counter. */
    public enum Reason {
        /** Neither a token nor a certificate. */
        MISSING,
        /** Not a token of the form that is expected, or without what it must have. */
        MALFORMED,
        /** {@code alg: none}, or an algorithm that is not accepted. */
        ALGORITHM,
        /** No known key has signed it. */
        SIGNATURE,
        EXPIRED,
        NOT_YET_VALID,
        AUDIENCE,
        ISSUER,
        /** The certificate is not one of those that the configuration names. */
        UNKNOWN_CERTIFICATE,
        /** The keys to check it with can't be had now. */
        KEYS_UNAVAILABLE
    }

    private final Reason reason;

    public RefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
