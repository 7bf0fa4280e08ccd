package io.actionflow.secrets.app.config;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.schemas.crypto.KeyEncryptionKey;
import io.actionflow.secrets.schemas.crypto.KeysetFile;
import io.actionflow.secrets.schemas.crypto.KeysetSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A keyset in a file, wrapped by a key-encryption key or public.
 *
 * @param kek empty for a keyset of public keys
 */
public record KeysetFileSource(String purpose, Path file, Optional<URI> kek) implements KeysetSource {

    /** What tells one content of a file from the next: whoever replaces it by a rename makes another file of it. */
    private record FileState(
            long modifiedNanos, long size, @Nullable Object identity) {

        static FileState of(Path file) throws IOException {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileState(found.lastModifiedTime().to(TimeUnit.NANOSECONDS), found.size(), found.fileKey());
        }
    }

    @Override
    public Object state() throws IOException {
        List<FileState> states = new ArrayList<>(List.of(FileState.of(file)));
        if (kek.isPresent() && "file".equals(kek.get().getScheme())) {
            states.add(FileState.of(Path.of(kek.get())));
        }
        return List.copyOf(states);
    }

    @Override
    public KeysetHandle read() throws IOException, GeneralSecurityException {
        if (kek.isEmpty()) {
            return KeysetFile.readPublic(file);
        }
        try {
            return KeysetFile.read(file, open(kek.get()), purpose);
        } catch (GeneralSecurityException e) {
            // Somebody may be replacing both files: the keyset is newer than the key that was read before it.
            return KeysetFile.read(file, open(kek.get()), purpose);
        }
    }

    private static Aead open(URI kek) throws IOException, GeneralSecurityException {
        try {
            return KeyEncryptionKey.open(kek);
        } catch (GeneralSecurityException e) {
            // Without its cause: that one has read the file.
            throw new GeneralSecurityException("The key-encryption key " + kek + " can't be used");
        }
    }
}
