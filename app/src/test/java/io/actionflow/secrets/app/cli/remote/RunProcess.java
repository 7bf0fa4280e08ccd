package io.actionflow.secrets.app.cli.remote;

import io.actionflow.secrets.app.cli.Secrets;
import io.actionflow.secrets.app.client.FakeApi;
import io.actionflow.secrets.app.fixture.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code secrets run} as a process of its own, because its child inherits its streams and its signals. */
final class RunProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    private RunProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * What a build in the background ignores, its children do: Java keeps it so, and would never hear of the signals that
     * these tests send. A terminal starts processes that ignore nothing.
     */
    private static final List<String> BY_A_TERMINAL = Files.isExecutable(Path.of("/usr/bin/env"))
                    && System.getProperty("os.name").equals("Linux")
            ? List.of("/usr/bin/env", "--default-signal=HUP,INT,TERM")
            : List.of();

    static RunProcess start(FakeApi api, Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(BY_A_TERMINAL);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                Secrets.class.getName()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(directory, "run", ".out");
        Path err = Files.createTempFile(directory, "run", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SECRETS_"));
        // As the launcher does it.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("SECRETS_RESOLVER", api.url());
        builder.environment().put("SECRETS_TOKEN", "to.ke.n");
        builder.environment().put("SECRETS_PROJECT", "weather");
        builder.environment().put("XDG_RUNTIME_DIR", directory.toString());
        builder.environment().putAll(environment);
        return new RunProcess(builder.start(), out, err);
    }

    void awaitPrinted(String text) throws Exception {
        Deadline.seconds(PATIENCE_SECONDS).await("'" + text + "' to be printed", () -> {
            if (!process.isAlive() && !out().contains(text)) {
                throw new AssertionError("It ended with " + process.exitValue() + ": " + err());
            }
            return out().contains(text);
        });
    }

    RunProcess signal(String name) throws Exception {
        new ProcessBuilder("sh", "-c", "kill -s " + name + " " + process.pid())
                .start()
                .waitFor();
        return this;
    }

    int exitStatus() throws InterruptedException, IOException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("It still runs: " + out() + err());
        }
        return process.exitValue();
    }

    String out() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    String err() throws IOException {
        return Files.readString(err, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
