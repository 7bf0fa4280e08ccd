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

    private final Aead aead;
    private final KeyIds keyIds;

    private MetadataCipher(Aead aead, KeyIds keyIds) {
        this.aead = aead;
        this.keyIds = keyIds;
    }

    public static MetadataCipher of(KeysetHandle metadataKeyset) throws GeneralSecurityException {
        return new MetadataCipher(
                metadataKeyset.getPrimitive(RegistryConfiguration.get(), Aead.class), KeyIds.of(metadataKeyset));
    }

    /** Encrypts; the same associated data is needed to decrypt. */
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
        try {
            return aead.encrypt(plaintext, associatedData);
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
        try {
            return aead.decrypt(ciphertext, associatedData);
        } catch (GeneralSecurityException e) {
            throw new DecryptionException(keyIds.reason(ciphertext), e);
        }
    }
}
