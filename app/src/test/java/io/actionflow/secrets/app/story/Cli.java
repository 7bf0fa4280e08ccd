package io.actionflow.secrets.app.story;

import io.actionflow.secrets.app.cli.Secrets;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The command line, each call a process of its own, as a person with a token runs it. */
final class Cli {

    private static final long PATIENCE_SECONDS = 90;

    private final Path directory;
    private final Map<String, String> environment;

    private Cli(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /** How a call ended. */
    record Ended(int status, String out, String err) {}

    /** Somebody's command line; everybody may resolve, because workers are people here. */
    static Cli of(Place place, Path directory, String project, String subject) throws Exception {
        Map<String, String> environment = new TreeMap<>();
        environment.put("SECRETS_SERVER", list(place.editors()));
        environment.put("SECRETS_RESOLVER", list(place.resolvers()));
        environment.put("SECRETS_PROJECT", project);
        environment.put("SECRETS_TOKEN", place.editorToken(subject, java.time.Duration.ofHours(1)));
        environment.put("SECRETS_RESOLVER_TOKEN", place.workerToken(java.util.Set.of(project)));
        place.ca().ifPresent(ca -> environment.put("TRUSTED", ca.toString()));
        return new Cli(directory, environment);
    }

    Ended run(String... arguments) throws Exception {
        return run(new byte[0], arguments);
    }

    /** Runs a command with these bytes on its standard input. */
    Ended run(byte[] input, String... arguments) throws Exception {
        Path out = Files.createTempFile(directory, "cli", ".out");
        Path err = Files.createTempFile(directory, "cli", ".err");
        ProcessBuilder builder = new ProcessBuilder(command(arguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SECRETS_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException e) {
            // It has ended without reading its input: its status and its words say why.
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", arguments) + " did not end: " + Files.readString(err));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-Dstdout.encoding=" + StandardCharsets.UTF_8,
                "-cp",
                System.getProperty("java.class.path"),
                Secrets.class.getName()));
        List<String> own = new ArrayList<>(List.of(arguments));
        if (environment.containsKey("TRUSTED")) {
            own.addAll(
                    own.contains("--") ? own.indexOf("--") : own.size(), List.of("--ca", environment.get("TRUSTED")));
        }
        command.addAll(own);
        return command;
    }

    private static String list(List<java.net.URI> servers) {
        return servers.stream().map(Object::toString).collect(java.util.stream.Collectors.joining(","));
    }
}
