package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.schemas.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The name under which an instance is a static member of its consumer group (KIP-345). It belongs to the state
 * directory: a process that was killed and comes back to its directory gets its partitions back at once, without
 * waiting until the group has missed the one that died.
 */
public final class InstanceId {

    private static final String FILE = "instance-id";

    private InstanceId() {}

    /** The directory's name, made at the first call. */
    public static String of(Path stateDirectory) {
        Path file = stateDirectory.resolve(FILE);
        try {
            Files.createDirectories(stateDirectory);
            if (!Files.exists(file)) {
                Path fresh = Files.writeString(stateDirectory.resolve(FILE + ".new"), Ids.random());
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read or write " + file, e);
        }
    }
}
