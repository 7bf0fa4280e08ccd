package io.actionflow.secrets.schemas.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** Files that only their owner may read, on file systems that know owners. */
final class PrivateFiles {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final FileAttribute<?>[] NONE = {};

    private PrivateFiles() {}

    /** Writes a new file, never over an existing one. */
    static void create(Path file, String content) throws IOException {
        FileAttribute<?>[] attributes =
                isPosix(file) ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)} : NONE;
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, attributes)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /**
     * Puts another content in the place of a file's, which refuses to where others than its owner could have read it. Whoever
     * reads meanwhile finds the one or the other, also after a crash. Owner and permissions stay.
     */
    static void replace(Path file, String content) throws IOException {
        requireOwnerOnly(file);
        replaceAnybodys(file, content);
    }

    /** The same for a file that anybody may read. */
    static void replaceAnybodys(Path file, String content) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path draft = absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            create(draft, content);
            if (isPosix(file)) {
                likeBefore(file, draft);
            }
            Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(absolute.resolveSibling("."));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void likeBefore(Path file, Path draft) throws IOException {
        PosixFileAttributes before = Files.readAttributes(file, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        PosixFileAttributes now = view.readAttributes();
        if (!now.owner().equals(before.owner())) {
            giveTo(before, view, file);
        }
        if (!now.group().equals(before.group())) {
            view.setGroup(before.group());
        }
        view.setPermissions(before.permissions());
    }

    private static void giveTo(PosixFileAttributes before, PosixFileAttributeView view, Path file) throws IOException {
        try {
            view.setOwner(before.owner());
        } catch (IOException e) {
            throw new IOException(
                    "Refusing to replace " + file + ", which belongs to " + before.owner() + ": run this as its owner",
                    e);
        }
    }

    /** Makes sure that a rename outlives a crash of the machine, where the system can. */
    private static void sync(Path directory) throws IOException {
        if (isPosix(directory)) {
            try (FileChannel channel = FileChannel.open(directory.normalize(), StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Reads a file, and refuses to where others than its owner could have. */
    static String read(Path file) throws IOException {
        requireOwnerOnly(file);
        return Files.readString(file);
    }

    private static void requireOwnerOnly(Path file) throws IOException {
        if (isPosix(file) && !OWNER_ONLY.containsAll(withoutExecute(Files.getPosixFilePermissions(file)))) {
            throw new IOException("Refusing to use the key file " + file
                    + ": others than its owner may access it. Run: chmod 600 " + file);
        }
    }

    private static Set<PosixFilePermission> withoutExecute(Set<PosixFilePermission> permissions) {
        Set<PosixFilePermission> rest = EnumSet.noneOf(PosixFilePermission.class);
        rest.addAll(permissions);
        rest.remove(PosixFilePermission.OWNER_EXECUTE);
        return rest;
    }

    private static boolean isPosix(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        return parent != null && Files.getFileStore(parent).supportsFileAttributeView("posix");
    }
}
