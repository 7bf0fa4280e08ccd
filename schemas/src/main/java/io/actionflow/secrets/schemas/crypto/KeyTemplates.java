package io.actionflow.secrets.schemas.crypto;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.signature.PredefinedSignatureParameters;
import com.google.crypto.tink.signature.SignatureConfig;
import java.security.GeneralSecurityException;

/** Which kind of key each keyset holds. New keysets come from here and nowhere else. */
public final class KeyTemplates {

    static {
        try {
            AeadConfig.register();
            PrfConfig.register();
            HybridConfig.register();
            SignatureConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink could not be set up", e);
        }
    }

    private KeyTemplates() {}

    /** AES-256-GCM, for a key-encryption key and for metadata. */
    public static KeysetHandle newAead() throws GeneralSecurityException {
        return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
    }

    /** HMAC-SHA256 as a pseudo-random function, for keyed hashes. */
    public static KeysetHandle newLookup() throws GeneralSecurityException {
        return KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF, RegistryConfiguration.get());
    }

    /** An X25519 key pair for HPKE, for values. */
    public static KeysetHandle newValueKeyPair() throws GeneralSecurityException {
        return KeysetHandle.generateNew(valueParameters(), RegistryConfiguration.get());
    }

    /** An Ed25519 key pair, for signatures. */
    public static KeysetHandle newSigningKeyPair() throws GeneralSecurityException {
        return KeysetHandle.generateNew(PredefinedSignatureParameters.ED25519, RegistryConfiguration.get());
    }

    static HpkeParameters valueParameters() throws GeneralSecurityException {
        return HpkeParameters.builder()
                .setVariant(HpkeParameters.Variant.TINK)
                .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                .build();
    }

    /** Makes Tink know the kinds of keys; called by whatever parses a keyset. */
    static void register() {
        ready();
    }

    /** The same, for other packages. */
    public static void ready() {
        // The static initializer has done it.
    }
}
