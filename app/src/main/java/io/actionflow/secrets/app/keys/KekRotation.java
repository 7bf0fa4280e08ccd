package io.actionflow.secrets.app.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import io.actionflow.secrets.schemas.crypto.KeyEncryptionKey;
import io.actionflow.secrets.schemas.crypto.KeysetKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * Replaces what wraps the keysets beside a {@code kek.json}, and touches nothing else. The new key stands before the old one
 * there first; then keyset after keyset is wrapped anew; at last, by {@link #retire}, the old one goes. So each keyset opens
 * at every moment, wherever the process is stopped, and also where only some of the files have been given out.
 */
public final class KekRotation {

    private final KeyStore store;
    private final String kek;

    /** @param kek the file, relative to the directory of keys */
    public KekRotation(KeyStore store, String kek) {
        this.store = store;
        this.kek = kek;
    }

    /** Makes a new key in the file, and wraps the keysets with it. */
    public KeyStep rotate() throws IOException, GeneralSecurityException {
        Path file = store.path(kek);
        if (!KeyEncryptionKey.references(file).isEmpty()) {
            return KeyStep.refused(List.of(file + " refers to a key elsewhere: name the one that is to follow it"));
        }
        KeysetHandle keys = KeyEncryptionKey.readFile(file);
        if (areAllWrappedBy(primary(keys))) {
            KeysetHandle more = KeysetKeys.withNew(keys);
            KeyEncryptionKey.replaceFile(
                    file,
                    KeysetKeys.promoted(more, KeysetKeys.behindPrimary(more).get(0)));
        }
        return wrapAll("a new key of " + file);
    }

    /** Wraps the keysets with the key that the URI names, to which the file refers from now on. */
    public KeyStep rotateTo(URI uri) throws IOException, GeneralSecurityException {
        // Before anything is changed: it may not be there at all.
        KeyEncryptionKey.open(uri);
        Path file = store.path(kek);
        List<URI> keys = new ArrayList<>(List.of(uri));
        for (URI old : KeyEncryptionKey.references(file)) {
            if (!old.equals(uri)) {
                keys.add(old);
            }
        }
        if (KeyEncryptionKey.references(file).isEmpty()) {
            keys.add(URI.create(moveAside(file).getFileName().toString()));
        }
        KeyEncryptionKey.replaceReferences(file, keys);
        return wrapAll(uri.toString());
    }

    /** Takes old keys out of the file, once every keyset opens without them. */
    public KeyStep retire() throws IOException, GeneralSecurityException {
        Path file = store.path(kek);
        List<URI> uris = KeyEncryptionKey.references(file);
        Aead remaining = uris.isEmpty()
                ? primary(KeyEncryptionKey.readFile(file))
                : KeyEncryptionKey.open(file.toUri().resolve(uris.get(0)));
        if (!areAllWrappedBy(remaining)) {
            return KeyStep.refused(List.of("not every keyset is wrapped by the new key yet: rotate first"));
        }
        if (uris.isEmpty()) {
            KeyEncryptionKey.replaceFile(file, KeysetKeys.primaryOnly(KeyEncryptionKey.readFile(file)));
        } else {
            KeyEncryptionKey.replaceReferences(file, uris.subList(0, 1));
            Files.deleteIfExists(aside(file));
        }
        return KeyStep.finished(
                "took the old keys out of " + file + ": give it out, and destroy copies of the old one");
    }

    /** Whether an old key is still there beside the new one. */
    public boolean hasOld() throws IOException, GeneralSecurityException {
        Path file = store.path(kek);
        List<URI> uris = KeyEncryptionKey.references(file);
        return uris.isEmpty() ? KeyEncryptionKey.readFile(file).size() > 1 : uris.size() > 1;
    }

    private KeyStep wrapAll(String by) throws IOException, GeneralSecurityException {
        List<String> done = new ArrayList<>();
        for (KeyPlace place : places()) {
            KeysetHandle keyset = store.read(place);
            store.replace(place, keyset);
            if (!store.read(place).equalsKeyset(keyset)) {
                throw new GeneralSecurityException("The keyset " + store.path(place.file()) + " reads otherwise now");
            }
            done.add("wrapped " + store.path(place.file()) + " with " + by);
        }
        done.add("the old key still stands in " + store.path(kek) + ": give all of these files out, "
                + "then take it away with: secrets keys retire kek");
        return new KeyStep(done, List.of());
    }

    private boolean areAllWrappedBy(Aead key) throws IOException {
        for (KeyPlace place : places()) {
            if (!store.opensWith(place, key)) {
                return false;
            }
        }
        return true;
    }

    private List<KeyPlace> places() {
        return store.places().stream().filter(it -> it.kek().equals(kek)).toList();
    }

    private static Aead primary(KeysetHandle keys) throws GeneralSecurityException {
        return KeysetKeys.primaryOnly(keys).getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    private static Path moveAside(Path file) throws IOException, GeneralSecurityException {
        Path aside = aside(file);
        if (!Files.exists(aside)) {
            KeyEncryptionKey.createFile(aside, KeyEncryptionKey.readFile(file));
        }
        return aside;
    }

    private static Path aside(Path file) {
        return file.resolveSibling("kek-before.json");
    }
}
