package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.schemas.record.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 as the log uses it, with one digest object for all. For one thread. */
final class Hasher {

    private final MessageDigest digest;

    Hasher() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The hash that the next event names, see {@link io.actionflow.secrets.schemas.record.EventHash}. */
    byte[] event(byte[] key, byte[] value) {
        digest.update(key);
        digest.update((byte) 0);
        digest.update(value);
        return digest.digest();
    }

    byte[] event(String key, byte[] value) {
        return event(key.getBytes(StandardCharsets.UTF_8), value);
    }

    byte[] of(byte[] bytes) {
        return digest.digest(bytes);
    }

    /** The digest of a value whose chunks have these digests, see {@link io.actionflow.secrets.schemas.record.ChunkDigest}. */
    byte[] value(Iterable<byte[]> chunkDigests) {
        byte[] soFar = new byte[Sha256.BYTES];
        for (byte[] chunk : chunkDigests) {
            digest.update(soFar);
            digest.update(chunk);
            soFar = digest.digest();
        }
        return soFar;
    }
}
