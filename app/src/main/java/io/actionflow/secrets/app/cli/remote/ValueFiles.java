package io.actionflow.secrets.app.cli.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values in files of a directory that only its owner can enter; in memory where the system has such a place
 * ({@code XDG_RUNTIME_DIR}). They are deleted when this is closed, and when the process ends by a signal; {@code kill -9}
 * leaves them behind.
 */
final class ValueFiles implements AutoCloseable {

    private final Optional<Path> parent;
    private final List<Path> files = new ArrayList<>();
    private final Thread atExit = new Thread(this::deleteAtExit, "value-files");
    private @Nullable Path directory;

    ValueFiles(Surroundings surroundings) {
        this.parent = surroundings.variable("XDG_RUNTIME_DIR").map(Path::of).filter(Files::isWritable);
    }

    /** A new file that holds the value. */
    Path write(String name, byte[] value) throws IOException {
        Path file = directory().resolve(name);
        synchronized (files) {
            files.add(file);
        }
        try (WritableByteChannel out = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(value);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
        return file;
    }

    private Path directory() throws IOException {
        Path made = directory;
        if (made == null) {
            made = parent.isPresent()
                    ? Files.createTempDirectory(parent.get(), "secrets")
                    : Files.createTempDirectory("secrets");
            directory = made;
            Runtime.getRuntime().addShutdownHook(atExit);
        }
        return made;
    }

    @Override
    public void close() throws IOException {
        if (directory != null) {
            delete();
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    private void delete() throws IOException {
        synchronized (files) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        if (directory != null) {
            Files.deleteIfExists(directory);
        }
    }

    private void deleteAtExit() {
        try {
            delete();
        } catch (IOException e) {
            // The process ends: there is nobody else to tell.
            System.err.println("secrets: warning: " + directory + " could not be deleted. It holds values: delete it.");
        }
    }
}
