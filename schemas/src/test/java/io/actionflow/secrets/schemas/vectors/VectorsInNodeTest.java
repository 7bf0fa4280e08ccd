package io.actionflow.secrets.schemas.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same vectors, checked by a program in another language with no code of ours and no library but its own. */
final class VectorsInNodeTest {

    @TempDir
    private Path dir;

    @Test
    void anotherLanguageFindsTheSameBytes() throws IOException, InterruptedException {
        Run run = check(Json.directory());

        assertThat(run.output).as(run.output).matches("(?s)\\d{3,} values are as expected\\s*");
        assertThat(run.status).isZero();
    }

    @Test
    void theOtherLanguageWouldFindAWrongByte() throws IOException, InterruptedException {
        try (Stream<Path> files = Files.list(Json.directory())) {
            for (Path file : files.toList()) {
                Files.copy(file, dir.resolve(file.getFileName()));
            }
        }
        Path story = dir.resolve("story.json");
        Files.writeString(
                story,
                Pattern.compile("(\"value\": \"c301[0-9a-f]+)([0-9a-f])\"")
                        .matcher(Files.readString(story))
                        .replaceFirst(hex -> hex.group(1) + (hex.group(2).equals("0") ? "1" : "0") + "\""));
        assertThat(Files.readString(story)).isNotEqualTo(Json.text("story.json"));

        assertThat(check(dir).status).isNotZero();
    }

    private record Run(int status, String output) {}

    private static Run check(Path vectors) throws IOException, InterruptedException {
        String node = node();
        Path program = Path.of("src/test/node/check-vectors.mjs").toAbsolutePath();
        return run(node, program.toString(), vectors.toString());
    }

    private static Run run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private static String node() throws IOException, InterruptedException {
        List<Path> found = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .map(entry -> Path.of(entry, "node"))
                .filter(Files::isExecutable)
                .toList();
        assumeTrue(!found.isEmpty(), "no node on the PATH: the vectors are not checked by another language here");
        String node = found.get(0).toString();
        String version = run(node, "--version").output.strip();
        assumeTrue(
                Integer.parseInt(version.replaceAll("^v(\\d+)\\..*$", "$1")) >= 20,
                "node " + version + " is older than 20: the vectors are not checked by another language here");
        return node;
    }
}
