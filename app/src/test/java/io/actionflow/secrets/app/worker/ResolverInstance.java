package io.actionflow.secrets.app.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.fixture.Deadline;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** A {@link ResolverProcess} that a test starts, kills, and starts again over the same state. It never outlives this process. */
final class ResolverInstance implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final Path directory;
    private final List<String> arguments;
    private final Thread atExit = new Thread(this::kill);
    private Process process;
    private int starts;

    ResolverInstance(Path directory, String bootstrapServers, Path keys, Optional<String> group) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.arguments = new ArrayList<>(List.of(
                bootstrapServers, keys.toString(), directory.resolve("state").toString()));
        group.ifPresent(arguments::add);
        Runtime.getRuntime().addShutdownHook(atExit);
        this.process = start();
    }

    /** Starts it again over its state. */
    void restart() throws IOException {
        process = start();
    }

    private Process start() throws IOException {
        starts++;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                ResolverProcess.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectOutput(output())
                .redirectError(directory.resolve("err-" + starts).toFile())
                .start();
    }

    ResolverInstance awaitReady() throws Exception {
        Deadline.seconds(PATIENCE_SECONDS).await(directory + " to be ready", () -> {
            assertThat(process.isAlive())
                    .as(Files.readString(directory.resolve("err-" + starts)))
                    .isTrue();
            return readyLine().isPresent();
        });
        return this;
    }

    URI address() throws IOException {
        return URI.create(readyLine().orElseThrow().substring(ResolverProcess.READY.length()));
    }

    WorkerClient worker() throws IOException {
        return new WorkerClient(address(), ApiFixture.ANY);
    }

    /** The partitions that it says it holds. */
    Set<Integer> hosted() throws IOException {
        Set<Integer> hosted = new TreeSet<>();
        for (JsonNode partition : worker().get("getStatus", "/v1/status").json().get("hosted")) {
            hosted.add(partition.intValue());
        }
        return hosted;
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** SIGTERM; returns once it has ended. */
    void terminate() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private Optional<String> readyLine() throws IOException {
        return Files.readAllLines(output().toPath()).stream()
                .filter(line -> line.startsWith(ResolverProcess.READY))
                .findAny();
    }

    private File output() {
        return directory.resolve("out-" + starts).toFile();
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
