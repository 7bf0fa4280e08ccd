package io.actionflow.secrets.app.demo;

import io.actionflow.secrets.commands.actionflow.ActionflowDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the demo with what the user gave, and tidies up what the user did not ask to keep. */
public final class DemoRunner {

    private DemoRunner() {}

    /**
     * @param data where files stay; where empty, they go to a temporary directory and are deleted
     * @param actionflow binds at least one secret, and none in an Output node
     * @param value what the followed secret is worth at first; zeroed at the end
     * @return whether everything held
     */
    public static boolean run(PrintWriter out, Optional<Path> data, ActionflowDocument actionflow, byte[] value)
            throws Exception {
        Script script = Script.of(actionflow, value);
        if (data.isPresent()) {
            return new Demo(out, Files.createDirectories(data.get()).toAbsolutePath(), script).run();
        }
        Path temporary = Files.createTempDirectory("secrets-demo");
        try {
            return new Demo(out, temporary, script).run();
        } finally {
            deleteRecursively(temporary);
        }
    }

    /** A random API key, as a third party would hand out. */
    public static byte[] newApiKey() {
        return Script.newApiKey();
    }

    private static void deleteRecursively(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
