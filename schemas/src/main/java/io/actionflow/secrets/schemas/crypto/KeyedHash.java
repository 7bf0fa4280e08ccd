package io.actionflow.secrets.schemas.crypto;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Stands for a text in the key of a state entry, so that no name is readable in one: the first 16 bytes of
 * HMAC-SHA256 under the lookup keyset, over projectId, NUL, text, as 22 characters of base64url.
 */
public final class KeyedHash {

    private static final int HASH_BYTES = 16;

    private final PrfSet prf;

    private KeyedHash(PrfSet prf) {
        this.prf = prf;
    }

    public static KeyedHash of(KeysetHandle lookupKeyset) throws GeneralSecurityException {
        return new KeyedHash(lookupKeyset.getPrimitive(RegistryConfiguration.get(), PrfSet.class));
    }

    public String of(String projectId, String text) {
        byte[] input = (projectId + '\0' + text).getBytes(StandardCharsets.UTF_8);
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(prf.computePrimary(input, HASH_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Hashing failed: the lookup keyset is not usable", e);
        }
    }
}
