package io.actionflow.secrets.schemas.crypto;

import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.util.Bytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The resolver's public key in parts, for whoever seals without Tink: HPKE base mode with the ids below. It is no secret,
 * but whoever takes one from somebody trusts them with the values: with a key of their own they could open them.
 *
 * @param keyId 32 bits, which Tink writes as an unsigned number
 * @param x25519 the 32 bytes of the key; copied in and out
 */
public record PublicValueKey(int keyId, byte[] x25519) {

    /** DHKEM(X25519, HKDF-SHA256). Source of the ids: RFC 9180, section 7. */
    public static final int KEM_ID = 0x0020;

    /** HKDF-SHA256. */
    public static final int KDF_ID = 0x0001;

    /** AES-256-GCM. */
    public static final int AEAD_ID = 0x0002;

    private static final int X25519_BYTES = 32;

    /** Throws {@link IllegalArgumentException} where there are not 32 bytes. */
    public PublicValueKey {
        if (x25519.length != X25519_BYTES) {
            throw new IllegalArgumentException(
                    "Expected an X25519 key of " + X25519_BYTES + " bytes, but got " + x25519.length);
        }
        x25519 = x25519.clone();
    }

    /** The key that a keyset of public keys seals to: its primary key. */
    public static PublicValueKey of(KeysetHandle valuePublicKeyset) throws GeneralSecurityException {
        return of(valuePublicKeyset.getPrimary());
    }

    /** All keys of such a keyset. */
    public static List<PublicValueKey> all(KeysetHandle valuePublicKeyset) throws GeneralSecurityException {
        List<PublicValueKey> all = new ArrayList<>();
        for (int i = 0; i < valuePublicKeyset.size(); i++) {
            all.add(of(valuePublicKeyset.getAt(i)));
        }
        return List.copyOf(all);
    }

    private static PublicValueKey of(KeysetHandle.Entry entry) throws GeneralSecurityException {
        Key key = entry.getKey();
        if (key instanceof HpkePublicKey hpke && hpke.getParameters().equals(KeyTemplates.valueParameters())) {
            return new PublicValueKey(entry.getId(), hpke.getPublicKeyBytes().toByteArray());
        }
        throw new GeneralSecurityException("Expected a keyset of public value keys, but it holds keys of another kind");
    }

    /** The key alone as a keyset. */
    KeysetHandle keyset() throws GeneralSecurityException {
        HpkePublicKey key = HpkePublicKey.create(KeyTemplates.valueParameters(), Bytes.copyFrom(x25519), keyId);
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withFixedId(keyId).makePrimary())
                .build();
    }

    /** What every chunk begins with that is sealed to this key: the byte 1, then the key id as 4 big-endian bytes. */
    public byte[] prefix() {
        return ByteBuffer.allocate(KeyIds.PREFIX_BYTES)
                .put((byte) 1)
                .putInt(keyId)
                .array();
    }

    @Override
    public byte[] x25519() {
        return x25519.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublicValueKey it && keyId == it.keyId && Arrays.equals(x25519, it.x25519);
    }

    @Override
    public int hashCode() {
        return 31 * keyId + Arrays.hashCode(x25519);
    }

    @Override
    public String toString() {
        return "PublicValueKey " + Integer.toUnsignedString(keyId);
    }
}
