package io.actionflow.secrets.schemas.crypto;

import org.jspecify.annotations.Nullable;

/** Ciphertext that can't be opened. It tells a missing key from everything else, and nothing more. */
public final class DecryptionException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The keyset does not hold the key that the ciphertext names: a newer key, or a retired one. */
        UNKNOWN_KEY,
        /** The bytes do not authenticate under the key that they name, at the place where they stand. */
        CORRUPT,
        /** The ciphertext is under a key of its project whose record is not there. Never to be taken for a destroyed one. */
        PROJECT_KEY_MISSING,
        /** The key was destroyed with its project, and its record proves it: nobody will ever read this again. */
        PROJECT_KEY_DESTROYED
    }

    private final Reason reason;

    public DecryptionException(Reason reason, @Nullable Throwable cause) {
        super(
                switch (reason) {
                    case UNKNOWN_KEY -> "No key of the keyset made this ciphertext";
                    case CORRUPT -> "The ciphertext does not authenticate";
                    case PROJECT_KEY_MISSING -> "The record of the project's key that made this ciphertext is missing";
                    case PROJECT_KEY_DESTROYED -> "The project's key that made this ciphertext was destroyed";
                },
                cause);
        this.reason = reason;
    }

    public DecryptionException(Reason reason) {
        this(reason, null);
    }

    public Reason reason() {
        return reason;
    }
}
