package io.actionflow.secrets.app.config;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.schemas.crypto.KeyEncryptionKey;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.KeysetFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that {@code keys init} makes: {@code shared} for everybody, {@code resolver} for resolvers alone,
 * {@code processor} for processors alone. */
public final class KeyDirectory {

    public static final String KEK = "shared/kek.json";
    public static final String METADATA = "shared/metadata.json";
    public static final String LOOKUP = "shared/lookup.json";
    public static final String VALUE_PUBLIC = "shared/value-public.json";
    public static final String VALUE_KEK = "resolver/kek.json";
    public static final String VALUE_PRIVATE = "resolver/value-private.json";
    public static final String RESOLVER_PUBLIC = "shared/resolver-public.json";
    public static final String RESOLVER_SIGNING = "resolver/signing-private.json";
    public static final String CHECKPOINT_KEK = "processor/kek.json";
    public static final String CHECKPOINT_PRIVATE = "processor/checkpoint-private.json";
    public static final String CHECKPOINT_PUBLIC = "shared/checkpoint-public.json";

    private KeyDirectory() {}

    /**
     * Makes new keys in a directory that appears as a whole, or not at all. Only its owner can enter it.
     *
     * @throws DirectoryNotEmptyException if there is anything in it already
     */
    public static void create(Path directory) throws IOException, GeneralSecurityException {
        create(directory, Keks.FILES);
    }

    /**
     * Which key-encryption keys a new directory has; a file each, where no URI is named.
     *
     * @param shared of what everybody has
     * @param resolver of what resolvers have
     * @param processor of what processors have
     */
    public record Keks(Optional<URI> shared, Optional<URI> resolver, Optional<URI> processor) {

        /** New ones, in files. */
        public static final Keks FILES = new Keks(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with keys that are elsewhere: <code>kek.json</code> then refers to them. */
    public static void create(Path directory, Keks keks) throws IOException, GeneralSecurityException {
        Path target = directory.toAbsolutePath().normalize();
        refuseUnlessEmpty(target);
        Path parent = Files.createDirectories(target.resolveSibling(".").normalize());
        // A temporary directory is its owner's alone.
        Path draft = Files.createTempDirectory(parent, ".keys");
        try {
            fill(draft, keks);
            // Replaces an empty directory, and fails on one that somebody has filled meanwhile.
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            deleteIfThere(draft);
        }
    }

    /**
     * Makes the files that a directory lacks because it was made when there was no need of them. What is there stays as it
     * is. Whoever was interrupted goes on from there.
     */
    public static void complete(Path directory) throws IOException, GeneralSecurityException {
        if (Files.notExists(directory.resolve(CHECKPOINT_PUBLIC))) {
            addCheckpointKeys(directory, Optional.empty());
        }
        if (Files.notExists(directory.resolve(RESOLVER_PUBLIC))) {
            addSigningKeys(
                    directory,
                    KeyEncryptionKey.open(directory.resolve(VALUE_KEK).toUri()));
        }
    }

    /** Where a setting's keys stand within the directory. */
    static String fileOf(Setting setting) {
        return switch (setting) {
            case METADATA_KEYS -> METADATA;
            case LOOKUP_KEYS -> LOOKUP;
            case KEK -> KEK;
            case VALUE_PUBLIC_KEYS -> VALUE_PUBLIC;
            case VALUE_PRIVATE_KEYS -> VALUE_PRIVATE;
            case VALUE_KEK -> VALUE_KEK;
            case RESOLVER_SIGNING_KEYS -> RESOLVER_SIGNING;
            case RESOLVER_PUBLIC_KEYS -> RESOLVER_PUBLIC;
            case CHECKPOINT_PRIVATE_KEYS -> CHECKPOINT_PRIVATE;
            case CHECKPOINT_KEK -> CHECKPOINT_KEK;
            case CHECKPOINT_PUBLIC_KEYS -> CHECKPOINT_PUBLIC;
            default -> throw new IllegalArgumentException(setting + " names no keys");
        };
    }

    private static void refuseUnlessEmpty(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            try (Stream<Path> content = Files.list(target)) {
                if (content.findAny().isPresent()) {
                    throw new DirectoryNotEmptyException(target.toString());
                }
            }
        } else if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
    }

    private static void fill(Path root, Keks keks) throws IOException, GeneralSecurityException {
        createPrivate(root.resolve("shared"));
        createPrivate(root.resolve("resolver"));
        Aead kek = newKek(root.resolve(KEK), keks.shared());
        KeysetFile.create(root.resolve(METADATA), KeyTemplates.newAead(), kek, KeyFiles.METADATA);
        KeysetFile.create(root.resolve(LOOKUP), KeyTemplates.newLookup(), kek, KeyFiles.LOOKUP);
        KeysetHandle values = KeyTemplates.newValueKeyPair();
        KeysetFile.createPublic(root.resolve(VALUE_PUBLIC), values.getPublicKeysetHandle());
        Aead resolverKek = newKek(root.resolve(VALUE_KEK), keks.resolver());
        KeysetFile.create(root.resolve(VALUE_PRIVATE), values, resolverKek, KeyFiles.VALUE_PRIVATE);
        addSigningKeys(root, resolverKek);
        addCheckpointKeys(root, keks.processor());
    }

    /** The public keys are written last: where they are, the others are. */
    private static void addCheckpointKeys(Path root, Optional<URI> elsewhere)
            throws IOException, GeneralSecurityException {
        if (Files.notExists(root.resolve("processor"))) {
            createPrivate(root.resolve("processor"));
        }
        Path kekFile = root.resolve(CHECKPOINT_KEK);
        Aead kek = Files.exists(kekFile) ? KeyEncryptionKey.open(kekFile.toUri()) : newKek(kekFile, elsewhere);
        Path file = root.resolve(CHECKPOINT_PRIVATE);
        if (Files.notExists(file)) {
            KeysetFile.create(file, KeyTemplates.newSigningKeyPair(), kek, KeyFiles.CHECKPOINT_PRIVATE);
        }
        KeysetHandle signing = KeysetFile.read(file, kek, KeyFiles.CHECKPOINT_PRIVATE);
        KeysetFile.createPublic(root.resolve(CHECKPOINT_PUBLIC), signing.getPublicKeysetHandle());
    }

    /** Likewise: what was cut short has left keys that nobody has believed yet. */
    private static void addSigningKeys(Path root, Aead kek) throws IOException, GeneralSecurityException {
        Path file = root.resolve(RESOLVER_SIGNING);
        if (Files.notExists(file)) {
            KeysetFile.create(file, KeyTemplates.newSigningKeyPair(), kek, KeyFiles.RESOLVER_SIGNING);
        }
        KeysetHandle signing = KeysetFile.read(file, kek, KeyFiles.RESOLVER_SIGNING);
        KeysetFile.createPublic(root.resolve(RESOLVER_PUBLIC), signing.getPublicKeysetHandle());
    }

    private static Aead newKek(Path file, Optional<URI> elsewhere) throws IOException, GeneralSecurityException {
        if (elsewhere.isPresent()) {
            KeyEncryptionKey.createReference(file, elsewhere.get());
        } else {
            KeyEncryptionKey.createFile(file);
        }
        return KeyEncryptionKey.open(file.toUri());
    }

    private static void createPrivate(Path directory) throws IOException {
        boolean posix = Files.getFileStore(directory.resolveSibling(".")).supportsFileAttributeView("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        Files.createDirectory(directory, attributes);
    }

    private static void deleteIfThere(Path draft) throws IOException {
        if (!Files.exists(draft)) {
            return;
        }
        List<Path> content;
        try (Stream<Path> all = Files.walk(draft)) {
            content = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : content) {
            Files.delete(path);
        }
    }
}
