package io.actionflow.secrets.schemas.crypto;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/** The ids of a keyset's enabled keys, to tell ciphertext under another key from ciphertext that was altered. */
public final class KeyIds {

    /** Tink's prefix: the byte 1, then the key id as 4 big-endian bytes. */
    public static final int PREFIX_BYTES = 5;

    private final Set<Integer> ids;

    private KeyIds(Set<Integer> ids) {
        this.ids = Set.copyOf(ids);
    }

    public static KeyIds of(KeysetHandle keyset) {
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < keyset.size(); i++) {
            if (keyset.getAt(i).getStatus() == KeyStatus.ENABLED) {
                ids.add(keyset.getAt(i).getId());
            }
        }
        return new KeyIds(ids);
    }

    /** The key that ciphertext names; empty where it is too short, or of another format. */
    public static OptionalInt named(byte[] ciphertext) {
        return ciphertext.length >= PREFIX_BYTES && ciphertext[0] == 1
                ? OptionalInt.of(ByteBuffer.wrap(ciphertext).getInt(1))
                : OptionalInt.empty();
    }

    public Set<Integer> all() {
        return ids;
    }

    /** Why ciphertext with this beginning did not open. */
    public DecryptionException.Reason reason(byte[] ciphertext) {
        boolean namesAnother = ciphertext.length >= PREFIX_BYTES
                && ciphertext[0] == 1
                && !ids.contains(ByteBuffer.wrap(ciphertext).getInt(1));
        return namesAnother ? DecryptionException.Reason.UNKNOWN_KEY : DecryptionException.Reason.CORRUPT;
    }
}
