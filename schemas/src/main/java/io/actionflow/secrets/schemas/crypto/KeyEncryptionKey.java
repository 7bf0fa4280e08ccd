package io.actionflow.secrets.schemas.crypto;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.KmsClients;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The key that wraps keysets at rest, named by URI: {@code file:///path/kek.json} for a file with owner-only permissions,
 * or the URI of any KMS whose {@code KmsClient} is a service on the class path, or was registered with Tink.
 *
 * <p>The file is a keyset, or refers to keys elsewhere: <code>{"keys": ["URI", …]}</code>. Of several keys, in a keyset or
 * as URIs, the primary or first one wraps, and each unwraps: so that the key can be replaced while keysets are read.
 */
public final class KeyEncryptionKey {

    private static final String REFERENCES = "keys";
    private static final JsonMapper JSON = new JsonMapper();

    private KeyEncryptionKey() {}

    /** The AEAD that the URI names. */
    public static Aead open(URI uri) throws IOException, GeneralSecurityException {
        KeyTemplates.register();
        return "file".equals(uri.getScheme()) ? fromFile(path(uri)) : fromKms(uri.toString());
    }

    /** Makes a new key-encryption key and writes it to a file that only its owner can read. */
    public static void createFile(Path file) throws IOException, GeneralSecurityException {
        PrivateFiles.create(file, json(KeyTemplates.newAead()));
    }

    /** Writes a file that refers to a key elsewhere. */
    public static void createReference(Path file, URI uri) throws IOException {
        PrivateFiles.create(file, json(List.of(uri)));
    }

    /** The URIs that the file refers to, the one that wraps first; empty where it is a keyset itself. */
    public static List<URI> references(Path file) throws IOException, GeneralSecurityException {
        JsonNode json = parse(file, PrivateFiles.read(file));
        List<URI> uris = new ArrayList<>();
        json.path(REFERENCES).forEach(uri -> uris.add(URI.create(uri.asText())));
        return List.copyOf(uris);
    }

    /** The keys of a file that is a keyset. */
    public static KeysetHandle readFile(Path file) throws IOException, GeneralSecurityException {
        KeyTemplates.register();
        return keyset(PrivateFiles.read(file));
    }

    /** Puts other keys in the place of a file's. */
    public static void replaceFile(Path file, KeysetHandle keys) throws IOException, GeneralSecurityException {
        PrivateFiles.replace(file, json(keys));
    }

    /** Makes the file refer to keys elsewhere, the one that wraps first. */
    public static void replaceReferences(Path file, List<URI> uris) throws IOException {
        PrivateFiles.replace(file, json(uris));
    }

    /** Writes keys that were a file's to another one. */
    public static void createFile(Path file, KeysetHandle keys) throws IOException, GeneralSecurityException {
        PrivateFiles.create(file, json(keys));
    }

    private static String json(KeysetHandle keys) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(
                keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    }

    private static String json(List<URI> uris) throws IOException {
        return JSON.writeValueAsString(
                Map.of(REFERENCES, uris.stream().map(URI::toString).toList()));
    }

    private static Path path(URI uri) throws IOException {
        try {
            return Path.of(uri);
        } catch (IllegalArgumentException e) {
            throw new IOException("Expected a file URI such as file:///etc/secrets/kek.json, but got " + uri, e);
        }
    }

    private static Aead fromFile(Path file) throws IOException, GeneralSecurityException {
        String content = PrivateFiles.read(file);
        JsonNode references = parse(file, content).path(REFERENCES);
        if (references.isMissingNode()) {
            return keyset(content).getPrimitive(RegistryConfiguration.get(), Aead.class);
        }
        List<Aead> keys = new ArrayList<>();
        for (JsonNode uri : references) {
            // Beside the file, where the reference is a relative one.
            keys.add(open(file.toAbsolutePath().toUri().resolve(uri.asText())));
        }
        if (keys.isEmpty()) {
            throw new GeneralSecurityException("The file " + file + " refers to no key");
        }
        return new AnyOf(keys);
    }

    private static KeysetHandle keyset(String json) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    }

    private static JsonNode parse(Path file, String content) throws GeneralSecurityException {
        try {
            return JSON.readTree(content);
        } catch (JsonProcessingException e) {
            // Without its cause, which may quote what stands there.
            throw new GeneralSecurityException("The file " + file + " is no JSON");
        }
    }

    private static Aead fromKms(String uri) throws GeneralSecurityException {
        for (KmsClient client : ServiceLoader.load(KmsClient.class)) {
            if (client.doesSupport(uri)) {
                return client.withDefaultCredentials().getAead(uri);
            }
        }
        return KmsClients.get(uri).getAead(uri);
    }

    /** Wraps with the first key, and unwraps with whichever did wrap. */
    private record AnyOf(List<Aead> keys) implements Aead {

        @Override
        public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
            return keys.get(0).encrypt(plaintext, associatedData);
        }

        @Override
        public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
            GeneralSecurityException failure = new GeneralSecurityException("None of the keys fits");
            for (Aead key : keys) {
                try {
                    return key.decrypt(ciphertext, associatedData);
                } catch (GeneralSecurityException e) {
                    failure.addSuppressed(e);
                }
            }
            throw failure;
        }
    }
}
