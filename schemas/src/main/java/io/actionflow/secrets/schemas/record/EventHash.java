package io.actionflow.secrets.schemas.record;

/** The hash that links one event record to the next: SHA-256 of the record's key bytes, NUL, and value bytes. */
public final class EventHash {

    private static final byte[] SEPARATOR = {0};

    private EventHash() {}

    public static Sha256 of(byte[] key, byte[] value) {
        return Sha256.hash(key, SEPARATOR, value);
    }
}
