package io.actionflow.secrets.app.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.RegistryConfiguration;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stands for a KMS: a key for each URI {@code only-for-tests://NAME}, for as long as the tests' process lives. */
public final class OnlyForTestsKms implements KmsClient {

    private static final String SCHEME = "only-for-tests://";
    private static final Map<String, KeysetHandle> KEYS = new ConcurrentHashMap<>();

    @Override
    public boolean doesSupport(String keyUri) {
        return keyUri.startsWith(SCHEME);
    }

    @Override
    public KmsClient withCredentials(String credentialPath) {
        return this;
    }

    @Override
    public KmsClient withDefaultCredentials() {
        return this;
    }

    @Override
    public Aead getAead(String keyUri) throws GeneralSecurityException {
        return KEYS.computeIfAbsent(keyUri, OnlyForTestsKms::newKey)
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    private static KeysetHandle newKey(String keyUri) {
        try {
            return KeyTemplates.newAead();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
