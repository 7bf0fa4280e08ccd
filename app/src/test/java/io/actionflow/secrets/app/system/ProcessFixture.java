package io.actionflow.secrets.app.system;

import io.actionflow.secrets.app.cli.Secrets;
import io.actionflow.secrets.app.fixture.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code secrets processor}, {@code resolver}, {@code editor-api} or {@code dev} as a process of its own, which can be killed and started again
 * on the same state. It never outlives its fixture, nor this process.
 */
public final class ProcessFixture implements AutoCloseable {

    private static final long READY_SECONDS = 60;

    private final String service;
    private final String name;
    private final Path directory;
    private final List<String> arguments;
    private final Map<String, String> environment = new TreeMap<>();
    private final Thread atExit = new Thread(this::kill);
    private Process process;
    private int starts;

    /** @param directory where its output goes, to files of this name */
    private ProcessFixture(String service, String name, Path directory, List<String> arguments) {
        this.service = service;
        this.name = name;
        this.directory = directory;
        this.arguments = List.copyOf(arguments);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static ProcessFixture of(String service, String name, Path config) {
        return new ProcessFixture(service, name, config.getParent(), List.of("--config", config.toString()));
    }

    /** @param output the beginning of the names of the files that its output goes to */
    static ProcessFixture dev(Path output, List<String> arguments) {
        return new ProcessFixture("dev", output.getFileName().toString(), output.getParent(), arguments);
    }

    /** With a variable of its environment, from its next start on. */
    public ProcessFixture with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Starts it and returns at once. */
    public ProcessFixture start() throws IOException {
        kill();
        starts++;
        // Surefire leaves the whole class path in this property, also where it started from a jar with a manifest.
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Secrets.class.getName(),
                service));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output().toFile()).redirectError(errors().toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        return this;
    }

    /** Returns once it has said that it is ready. */
    public ProcessFixture awaitReady() throws Exception {
        Deadline.seconds(READY_SECONDS).await(name + " to be ready", () -> {
            if (!isAlive() && !saidReady()) {
                throw new AssertionError(name + " ended with status " + process.exitValue() + ": " + said());
            }
            return saidReady();
        });
        return this;
    }

    public String name() {
        return name;
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** SIGKILL: it gets no chance to do anything more. Returns once it is gone. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().orTimeout(READY_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    /** SIGTERM. */
    public ProcessFixture terminate() {
        process.destroy();
        return this;
    }

    /** Any signal, by its name without SIG. */
    void signal(String signal) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new AssertionError(name + " could not be sent " + signal);
        }
    }

    /** The exit status, awaited. */
    public int awaitExit(long seconds) throws Exception {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError(name + " still runs after " + seconds + " s: " + said());
        }
        return process.exitValue();
    }

    /** All that it has printed and logged since it was last started. */
    public String said() throws IOException {
        return Files.readString(output()) + Files.readString(errors());
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** Whether it has said since it was last started that it is ready, and still runs. */
    public boolean isReady() throws IOException {
        return isAlive() && saidReady();
    }

    private boolean saidReady() throws IOException {
        return Files.readString(output()).contains("secrets " + service + ": ready");
    }

    private Path output() {
        return directory.resolve(name + "-" + starts + ".out");
    }

    private Path errors() {
        return directory.resolve(name + "-" + starts + ".err");
    }
}
