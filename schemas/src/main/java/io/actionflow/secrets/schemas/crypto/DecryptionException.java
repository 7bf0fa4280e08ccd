package io.actionflow.secrets.schemas.crypto;

/** Ciphertext that can't be opened. It tells a missing key from everything else, and nothing more. */
public final class DecryptionException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The keyset does not hold the key that the ciphertext names: a newer key, or a retired one. */
        UNKNOWN_KEY,
        /** The bytes do not authenticate under the key that they name, at the place where they stand. */
        CORRUPT
    }

    private final Reason reason;

    public DecryptionException(Reason reason, Throwable cause) {
        super(
                switch (reason) {
                    case UNKNOWN_KEY -> "No key of the keyset made this ciphertext";
                    case CORRUPT -> "The ciphertext does not authenticate";
                },
                cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
