package io.actionflow.secrets.app.system;

import io.actionflow.secrets.app.cli.Secrets;
import io.actionflow.secrets.app.fixture.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code secrets processor}, {@code resolver} or {@code editor-api} as a process of its own, which can be killed and started again
 * on the same state. It never outlives its fixture, nor this process.
 */
public final class ProcessFixture implements AutoCloseable {

    private static final long READY_SECONDS = 60;

    private final String service;
    private final String name;
    private final Path config;
    private final Thread atExit = new Thread(this::kill);
    private Process process;
    private int starts;

    ProcessFixture(String service, String name, Path config) {
        this.service = service;
        this.name = name;
        this.config = config;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts it and returns at once. */
    public ProcessFixture start() throws IOException {
        kill();
        starts++;
        // Surefire leaves the whole class path in this property, also where it started from a jar with a manifest.
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Secrets.class.getName(),
                service,
                "--config",
                config.toString());
        process = new ProcessBuilder(command)
                .redirectOutput(output().toFile())
                .redirectError(errors().toFile())
                .start();
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

    private boolean saidReady() throws IOException {
        return Files.readString(output()).contains("secrets " + service + ": ready");
    }

    private Path output() {
        return config.resolveSibling(name + "-" + starts + ".out");
    }

    private Path errors() {
        return config.resolveSibling(name + "-" + starts + ".err");
    }
}
