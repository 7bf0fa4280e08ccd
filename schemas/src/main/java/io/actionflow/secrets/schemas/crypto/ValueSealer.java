package io.actionflow.secrets.schemas.crypto;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import java.security.GeneralSecurityException;

/**
 * Seals pieces of values to the resolver's public key: HPKE base mode with X25519, HKDF-SHA256, AES-256-GCM. What it
 * seals it can't open. Safe for use by several threads. Source: RFC 9180.
 */
public final class ValueSealer {

    /** How much longer a sealed chunk is: Tink's key prefix 5, encapsulated key 32, tag 16. */
    public static final int OVERHEAD_BYTES = 53;

    private final HybridEncrypt hpke;

    private ValueSealer(HybridEncrypt hpke) {
        this.hpke = hpke;
    }

    public static ValueSealer of(KeysetHandle valuePublicKeyset) throws GeneralSecurityException {
        return new ValueSealer(valuePublicKeyset.getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class));
    }

    /** For whoever has the key in parts, and no keyset. */
    public static ValueSealer of(PublicValueKey key) throws GeneralSecurityException {
        return of(key.keyset());
    }

    public byte[] seal(byte[] plaintext, SealingContext context) {
        try {
            return hpke.encrypt(plaintext, context.info());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing failed: the value keyset is not usable", e);
        }
    }
}
