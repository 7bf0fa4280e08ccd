package io.actionflow.secrets.schemas.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import java.security.GeneralSecurityException;

/**
 * Encrypts names, descriptions, actors and bindings: AES-256-GCM under the metadata keyset, in Tink's format (5 bytes of
 * key prefix, 12 of nonce, ciphertext, 16 of tag). Safe for use by several threads.
 */
public final class MetadataCipher {

    private final LiveKeyset.Derived<Keys> keys;

    private MetadataCipher(LiveKeyset.Derived<Keys> keys) {
        this.keys = keys;
    }

    public static MetadataCipher of(KeysetHandle metadataKeyset) throws GeneralSecurityException {
        return of(LiveKeyset.fixed(metadataKeyset));
    }

    /** One that goes on with the keyset when that is replaced. */
    public static MetadataCipher of(LiveKeyset metadataKeyset) throws GeneralSecurityException {
        return new MetadataCipher(metadataKeyset.deriving(Keys::of));
    }

    /** Encrypts; the same associated data is needed to decrypt. */
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
        try {
            return keys.get().aead().encrypt(plaintext, associatedData);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encryption failed: the metadata keyset is not usable", e);
        }
    }

    /**
     * Decrypts.
     *
     * @throws DecryptionException {@code UNKNOWN_KEY} where the keyset lacks the key, {@code CORRUPT} for anything else
     *     that does not authenticate: altered, cut, or moved from another place
     */
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws DecryptionException {
        Keys known = keys.get();
        try {
            return known.decrypt(ciphertext, associatedData);
        } catch (DecryptionException e) {
            Keys newer = e.reason() == DecryptionException.Reason.UNKNOWN_KEY ? keys.insteadOf(known) : null;
            if (newer == null) {
                throw e;
            }
            return newer.decrypt(ciphertext, associatedData);
        }
    }

    private record Keys(Aead aead, KeyIds ids) {

        static Keys of(KeysetHandle keyset) throws GeneralSecurityException {
            return new Keys(keyset.getPrimitive(RegistryConfiguration.get(), Aead.class), KeyIds.of(keyset));
        }

        byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws DecryptionException {
            try {
                return aead.decrypt(ciphertext, associatedData);
            } catch (GeneralSecurityException e) {
                throw new DecryptionException(ids.reason(ciphertext), e);
            }
        }
    }
}
