package io.actionflow.secrets.app.config;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.schemas.crypto.KeyEncryptionKey;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.KeysetFile;
import java.io.IOException;
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
import java.util.stream.Stream;

/** The files that {@code keys init} makes: {@code shared} for everybody, {@code resolver} for resolvers alone. */
public final class KeyDirectory {

    public static final String KEK = "shared/kek.json";
    public static final String METADATA = "shared/metadata.json";
    public static final String LOOKUP = "shared/lookup.json";
    public static final String VALUE_PUBLIC = "shared/value-public.json";
    public static final String VALUE_KEK = "resolver/kek.json";
    public static final String VALUE_PRIVATE = "resolver/value-private.json";

    public static final String RESOLVER_PUBLIC = "shared/resolver-public.json";
    public static final String RESOLVER_SIGNING = "resolver/signing-private.json";

    private KeyDirectory() {}

    /**
     * Makes new keys in a directory that appears as a whole, or not at all. Only its owner can enter it.
     *
     * @throws DirectoryNotEmptyException if there is anything in it already
     */
    public static void create(Path directory) throws IOException, GeneralSecurityException {
        Path target = directory.toAbsolutePath().normalize();
        refuseUnlessEmpty(target);
        Path parent = Files.createDirectories(target.resolveSibling(".").normalize());
        // A temporary directory is its owner's alone.
        Path draft = Files.createTempDirectory(parent, ".keys");
        try {
            fill(draft);
            // Replaces an empty directory, and fails on one that somebody has filled meanwhile.
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            deleteIfThere(draft);
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

    private static void fill(Path root) throws IOException, GeneralSecurityException {
        createPrivate(root.resolve("shared"));
        createPrivate(root.resolve("resolver"));
        Aead kek = newKek(root.resolve(KEK));
        KeysetFile.create(root.resolve(METADATA), KeyTemplates.newAead(), kek, KeyFiles.METADATA);
        KeysetFile.create(root.resolve(LOOKUP), KeyTemplates.newLookup(), kek, KeyFiles.LOOKUP);
        KeysetHandle values = KeyTemplates.newValueKeyPair();
        KeysetFile.createPublic(root.resolve(VALUE_PUBLIC), values.getPublicKeysetHandle());
        Aead resolverKek = newKek(root.resolve(VALUE_KEK));
        KeysetFile.create(root.resolve(VALUE_PRIVATE), values, resolverKek, KeyFiles.VALUE_PRIVATE);
        createSigning(root, resolverKek);
    }

    /**
     * Makes what a directory lacks that was made by an earlier version; what is there stays as it is.
     *
     * @return the files that were made, as they are named within the directory
     */
    public static List<String> complete(Path directory) throws IOException, GeneralSecurityException {
        if (Files.exists(directory.resolve(RESOLVER_PUBLIC))) {
            return List.of();
        }
        // What a start that was cut short has left: without the public part nobody has believed it.
        Files.deleteIfExists(directory.resolve(RESOLVER_SIGNING));
        createSigning(
                directory, KeyEncryptionKey.open(directory.resolve(VALUE_KEK).toUri()));
        return List.of(RESOLVER_SIGNING, RESOLVER_PUBLIC);
    }

    private static void createSigning(Path root, Aead resolverKek) throws IOException, GeneralSecurityException {
        KeysetHandle signing = KeyTemplates.newSigningKeyPair();
        KeysetFile.create(root.resolve(RESOLVER_SIGNING), signing, resolverKek, KeyFiles.RESOLVER_SIGNING);
        KeysetFile.createPublic(root.resolve(RESOLVER_PUBLIC), signing.getPublicKeysetHandle());
    }

    private static Aead newKek(Path file) throws IOException, GeneralSecurityException {
        KeyEncryptionKey.createFile(file);
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
