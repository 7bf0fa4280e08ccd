package io.actionflow.secrets.schemas.crypto;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** Keysets that everybody knows, for tests and test vectors alone. */
public final class TestKeys {

    private TestKeys() {}

    public static KeysetHandle metadata() {
        return keyset("metadata");
    }

    public static KeysetHandle lookup() {
        return keyset("lookup");
    }

    public static KeysetHandle valuePrivate() {
        return keyset("value-private");
    }

    public static KeysetHandle valuePublic() {
        return keyset("value-public");
    }

    public static KeysetHandle checkpointPrivate() {
        return keyset("checkpoint-private");
    }

    public static KeysetHandle checkpointPublic() {
        return keyset("checkpoint-public");
    }

    /** A keyset file as the vectors directory holds it. */
    public static String json(String name) {
        return resource(name + "-keyset");
    }

    static String resource(String name) {
        try (InputStream in = TestKeys.class.getResourceAsStream("/vectors/TEST-ONLY-" + name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeysetHandle keyset(String name) {
        KeyTemplates.register();
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(
                    json(name), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The test keyset " + name + " is broken", e);
        }
    }
}
