package io.actionflow.secrets.schemas.record;

/**
 * Names a sequence of sealed chunks in 32 bytes, one chunk at a time: {@code d(0)} is 32 zero bytes, {@code d(i+1)} is
 * SHA-256 of {@code d(i)} and the SHA-256 of chunk {@code i}. It is over ciphertext, so it tells nothing of a value.
 */
public final class ChunkDigest {

    private ChunkDigest() {}

    /** The digest before the first chunk. */
    public static Sha256 start() {
        return Sha256.ZERO;
    }

    /** The digest after one more chunk. */
    public static Sha256 append(Sha256 soFar, byte[] sealedChunk) {
        return Sha256.hash(soFar.bytes(), Sha256.hash(sealedChunk).bytes());
    }
}
