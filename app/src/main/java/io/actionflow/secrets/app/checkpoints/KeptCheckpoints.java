package io.actionflow.secrets.app.checkpoints;

import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The newest checkpoint of each project that an auditor has seen, in a directory out of reach of those who run the cluster.
 * It only ever goes forward. One process at a time.
 */
public final class KeptCheckpoints {

    private static final String FILE = "checkpoints.jsonl";

    private final Path directory;

    private KeptCheckpoints(Path directory) {
        this.directory = directory;
    }

    /** A directory, or nothing yet. */
    public static KeptCheckpoints in(Path directory) {
        return new KeptCheckpoints(directory);
    }

    public Path file() {
        return directory.resolve(FILE);
    }

    /** One of each project; empty where nothing was kept yet. */
    public List<SignedCheckpoint> all() throws IOException {
        return Files.exists(file()) ? CheckpointFile.read(file()) : List.of();
    }

    /** Keeps those that are newer than what is kept. The file is exchanged as a whole. */
    public void keep(Collection<SignedCheckpoint> genuine) throws IOException {
        Map<String, SignedCheckpoint> newest = new TreeMap<>();
        all().forEach(it -> keepNewest(newest, it));
        genuine.forEach(it -> keepNewest(newest, it));
        Files.createDirectories(directory);
        Path drafts = Files.createTempDirectory(directory, ".draft");
        Path draft = drafts.resolve(FILE);
        CheckpointFile.create(draft, newest.values());
        Files.move(draft, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(drafts);
    }

    /** Keeps the one that covers more; of two that cover the same, the one that is there. */
    public static void keepNewest(Map<String, SignedCheckpoint> newest, SignedCheckpoint next) {
        newest.merge(
                next.head().projectId(),
                next,
                (old, now) -> now.head().sequence() > old.head().sequence() ? now : old);
    }
}
