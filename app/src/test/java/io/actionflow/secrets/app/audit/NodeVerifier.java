package io.actionflow.secrets.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The verifier in another language, with no code of ours and no library but its own. */
public final class NodeVerifier {

    private final String node;

    private NodeVerifier(String node) {
        this.node = node;
    }

    /** Skips the test where there is no node, or an old one. */
    public static NodeVerifier find() throws IOException, InterruptedException {
        List<Path> found = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .map(entry -> Path.of(entry, "node"))
                .filter(Files::isExecutable)
                .toList();
        assumeTrue(!found.isEmpty(), "no node on the PATH: no other verifier is asked here");
        String node = found.get(0).toString();
        String version = run(node, "--version").strip();
        assumeTrue(
                Integer.parseInt(version.replaceAll("^v(\\d+)\\..*$", "$1")) >= 20,
                "node " + version + " is older than 20: no other verifier is asked here");
        return new NodeVerifier(node);
    }

    /** What it says of each of the files, in the words of {@link ExportedLog#places}. */
    public List<List<String>> places(Path publicKey, List<Path> files) throws IOException, InterruptedException {
        Path program = Path.of("src/test/node/verify-log.mjs").toAbsolutePath();
        Stream<String> command = Stream.of(node, program.toString(), publicKey.toString());
        String output =
                run(Stream.concat(command, files.stream().map(Path::toString)).toArray(String[]::new));
        return output.lines().map(NodeVerifier::places).toList();
    }

    private static List<String> places(String line) {
        try {
            JsonNode findings = new JsonMapper().readTree(line).path("findings");
            return StreamSupport.stream(findings.spliterator(), false)
                    .map(it -> it.path("kind").asText() + " " + it.path("topic").asText() + "-"
                            + it.path("partition").asInt() + "@"
                            + it.path("offset").asLong())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
