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

    private volatile Target target;

    private ValueSealer(Target target) {
        this.target = target;
    }

    public static ValueSealer of(KeysetHandle valuePublicKeyset) throws GeneralSecurityException {
        return of(PublicValueKey.of(valuePublicKeyset));
    }

    /** For whoever has the key in parts, and no keyset. */
    public static ValueSealer of(PublicValueKey key) throws GeneralSecurityException {
        return new ValueSealer(Target.of(key));
    }

    /** The key that is sealed to. */
    public PublicValueKey key() {
        return target.key();
    }

    /** Seals to another key from now on. */
    public void renew(PublicValueKey key) throws GeneralSecurityException {
        target = Target.of(key);
    }

    /** One that goes on with the key that this one has now: all pieces of a value are to be sealed to the same. */
    public ValueSealer asItIs() {
        return new ValueSealer(target);
    }

    public byte[] seal(byte[] plaintext, SealingContext context) {
        try {
            return target.hpke().encrypt(plaintext, context.info());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing failed: the value keyset is not usable", e);
        }
    }

    private record Target(PublicValueKey key, HybridEncrypt hpke) {
        static Target of(PublicValueKey key) throws GeneralSecurityException {
            return new Target(key, key.keyset().getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class));
        }
    }
}
