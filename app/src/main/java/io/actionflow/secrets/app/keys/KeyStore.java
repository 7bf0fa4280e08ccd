package io.actionflow.secrets.app.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.app.config.KeysetFileSource;
import io.actionflow.secrets.schemas.crypto.KeyEncryptionKey;
import io.actionflow.secrets.schemas.crypto.KeysetFile;
import io.actionflow.secrets.schemas.crypto.KeysetKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keysets of one directory. Every change replaces one file as a whole. */
public final class KeyStore {

    private final Path directory;

    private KeyStore(Path directory) {
        this.directory = directory;
    }

    public static KeyStore in(Path directory) {
        return new KeyStore(directory);
    }

    /** Which keysets are here: an editor API's directory has no private ones. */
    public List<KeyPlace> places() {
        return Stream.of(KeyPlace.values()).filter(this::has).toList();
    }

    public boolean has(KeyPlace place) {
        return Files.exists(path(place.file()));
    }

    public Path path(String file) {
        return directory.resolve(file);
    }

    public KeysetHandle read(KeyPlace place) throws IOException, GeneralSecurityException {
        Path kek = path(place.kek());
        return new KeysetFileSource(place.purpose(), path(place.file()), Optional.of(kek.toUri())).read();
    }

    /** Wraps it anew with what wraps now. */
    public void replace(KeyPlace place, KeysetHandle keyset) throws IOException, GeneralSecurityException {
        Aead kek = KeyEncryptionKey.open(path(place.kek()).toUri());
        KeysetFile.replace(path(place.file()), keyset, kek, place.purpose());
    }

    /** Whether the keyset opens with this key-encryption key. */
    boolean opensWith(KeyPlace place, Aead kek) throws IOException {
        try {
            KeysetFile.read(path(place.file()), kek, place.purpose());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Writes the public part again: all of its keys, or the primary one alone where one is sealed to. */
    public Path writePublic(KeyPlace place, KeysetHandle keyset) throws IOException, GeneralSecurityException {
        Path file = path(place.publicFile().orElseThrow());
        KeysetHandle published = publicPart(place, keyset);
        if (Files.exists(file)) {
            KeysetFile.replacePublic(file, published);
        } else {
            KeysetFile.createPublic(file, published);
        }
        return file;
    }

    private static KeysetHandle publicPart(KeyPlace place, KeysetHandle keyset) throws GeneralSecurityException {
        KeysetHandle all = keyset.getPublicKeysetHandle();
        return place == KeyPlace.VALUE ? KeysetKeys.primaryOnly(all) : all;
    }
}
