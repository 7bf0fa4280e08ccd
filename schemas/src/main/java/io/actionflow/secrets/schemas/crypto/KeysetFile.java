package io.actionflow.secrets.schemas.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;

/** Keysets at rest, in Tink's JSON format: secret ones wrapped by a key-encryption key, public ones as they are. */
public final class KeysetFile {

    private KeysetFile() {}

    /**
     * Reads a wrapped keyset.
     *
     * @param purpose what the keyset is for, such as {@code metadata}: a keyset wrapped for one purpose does not open as
     *     another
     */
    public static KeysetHandle read(Path file, Aead keyEncryptionKey, String purpose)
            throws IOException, GeneralSecurityException {
        KeyTemplates.register();
        String json = PrivateFiles.read(file);
        try {
            return TinkJsonProtoKeysetFormat.parseEncryptedKeyset(
                    json, keyEncryptionKey, bytes(purpose), RegistryConfiguration.get());
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException(
                    "The keyset " + file + " can't be unwrapped: not a " + purpose
                            + " keyset, or wrapped by another key-encryption key",
                    e);
        }
    }

    /** Writes a wrapped keyset to a new file that only its owner can read. */
    public static void create(Path file, KeysetHandle keyset, Aead keyEncryptionKey, String purpose)
            throws IOException, GeneralSecurityException {
        PrivateFiles.create(file, wrapped(keyset, keyEncryptionKey, purpose));
    }

    /** Puts a wrapped keyset in the place of another, without a moment in which the file is not whole. */
    public static void replace(Path file, KeysetHandle keyset, Aead keyEncryptionKey, String purpose)
            throws IOException, GeneralSecurityException {
        PrivateFiles.replace(file, wrapped(keyset, keyEncryptionKey, purpose));
    }

    private static String wrapped(KeysetHandle keyset, Aead keyEncryptionKey, String purpose)
            throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(
                keyset, keyEncryptionKey, bytes(purpose), RegistryConfiguration.get());
    }

    /** Reads a keyset of public keys. */
    public static KeysetHandle readPublic(Path file) throws IOException, GeneralSecurityException {
        KeyTemplates.register();
        try {
            return TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(
                    Files.readString(file), RegistryConfiguration.get());
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException("The file " + file + " is not a keyset of public keys alone", e);
        }
    }

    /** Writes a keyset of public keys to a new file. */
    public static void createPublic(Path file, KeysetHandle keyset) throws IOException, GeneralSecurityException {
        Files.writeString(
                file,
                TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(keyset, RegistryConfiguration.get()),
                StandardOpenOption.CREATE_NEW);
    }

    /** Puts a keyset of public keys in the place of another, likewise. */
    public static void replacePublic(Path file, KeysetHandle keyset) throws IOException, GeneralSecurityException {
        PrivateFiles.replaceAnybodys(
                file, TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(keyset, RegistryConfiguration.get()));
    }

    private static byte[] bytes(String purpose) {
        return purpose.getBytes(StandardCharsets.UTF_8);
    }
}
