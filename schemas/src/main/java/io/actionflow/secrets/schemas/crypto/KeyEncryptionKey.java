package io.actionflow.secrets.schemas.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClients;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * The key that wraps keysets at rest, named by URI: {@code file:///path/kek.json} for a keyset file with owner-only
 * permissions, or the URI of any KMS whose {@code KmsClient} was registered with Tink.
 */
public final class KeyEncryptionKey {

    private KeyEncryptionKey() {}

    /** The AEAD that the URI names. */
    public static Aead open(URI uri) throws IOException, GeneralSecurityException {
        KeyTemplates.register();
        return "file".equals(uri.getScheme())
                ? fromFile(path(uri))
                : KmsClients.get(uri.toString()).getAead(uri.toString());
    }

    /** Makes a new key-encryption key and writes it to a file that only its owner can read. */
    public static void createFile(Path file) throws IOException, GeneralSecurityException {
        String json = TinkJsonProtoKeysetFormat.serializeKeyset(
                KeyTemplates.newAead(), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
        PrivateFiles.create(file, json);
    }

    private static Path path(URI uri) throws IOException {
        try {
            return Path.of(uri);
        } catch (IllegalArgumentException e) {
            throw new IOException("Expected a file URI such as file:///etc/secrets/kek.json, but got " + uri, e);
        }
    }

    private static Aead fromFile(Path file) throws IOException, GeneralSecurityException {
        KeysetHandle keyset = TinkJsonProtoKeysetFormat.parseKeyset(
                PrivateFiles.read(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
        return keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }
}
