package io.actionflow.secrets.resolver.duty;

import io.actionflow.secrets.resolver.open.ChunkSource;
import io.actionflow.secrets.resolver.open.SealedValue;
import io.actionflow.secrets.resolver.open.ValueOpener;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Compares two sealed values and tells nothing but whether they are equal. Each is opened as a whole, piece by piece, into a
 * MAC under a key that nobody has ever seen; these are compared in constant time. So how long it takes depends on the two
 * lengths, which their records show anyway, and on nothing that is in them.
 */
final class Comparison {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final ValueOpener opener;
    private final ChunkSource chunks;
    private final SecureRandom random = new SecureRandom();

    Comparison(ValueOpener opener, ChunkSource chunks) {
        this.opener = opener;
        this.chunks = chunks;
    }

    /** Whether the two have the same bytes; throws where one can't be opened. */
    boolean areEqual(SealedValue one, SealedValue other) throws DecryptionException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return MessageDigest.isEqual(mac(key, one), mac(key, other));
    }

    private byte[] mac(byte[] key, SealedValue value) throws DecryptionException {
        try {
            return macOf(key, value);
        } catch (DecryptionException e) {
            SealedValue current = chunks.current(value);
            if (current.equals(value)) {
                throw e;
            }
            return macOf(key, current);
        }
    }

    private byte[] macOf(byte[] key, SealedValue value) throws DecryptionException {
        Mac mac = newMac(key);
        opener.openPieces(value, chunks, (index, plain) -> mac.update(plain));
        return mac.doFinal();
    }

    private static Mac newMac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
