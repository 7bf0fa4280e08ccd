package io.actionflow.secrets.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a newcomer runs it, and with what a curious one gives it. */
class DemoCommandTest {

    @TempDir
    Path directory;

    @Test
    void everyCheckOfTheStoryHolds() {
        CommandLineRun run = CommandLineRun.of("demo");

        assertThat(run.out()).doesNotContain("✗").contains("checks held").contains("“Expected to delete secret");
        assertThat(run.status()).isZero();
    }

    @Test
    void theUsersOwnActionflowAndValueGoThroughTheSameStoryAndFilesAreKept() throws Exception {
        Path actionflow = write("own.json", """
                {"actionflowId": "billing", "nodes": [
                  {"id": "n 1", "type": "Run Code", "inputs": {"db password": {"context": "secret", "secretId": "db"}}},
                  {"id": "n 2", "type": "Call API", "inputs": {"key": {"context": "secret", "secretId": "api"}}}]}
                """);
        Path value = write("value", "line one\nline two\0\uD83D\uDD11\n");
        Path data = directory.resolve("data");

        CommandLineRun run = CommandLineRun.of(
                "demo",
                "--actionflow",
                actionflow.toString(),
                "--value-file",
                value.toString(),
                "--data",
                data.toString());

        assertThat(run.out())
                .doesNotContain("✗")
                .contains("Actionflow 'billing'")
                .contains("'api', which");
        assertThat(run.status()).isZero();
        assertThat(data.resolve("broker")).isNotEmptyDirectory();
        assertThat(data.resolve("resolver")).isNotEmptyDirectory();
    }

    @Test
    void anActionflowThatBindsNothingIsRefusedBeforeAnythingStarts() throws Exception {
        Path actionflow = write("none.json", "{\"actionflowId\": \"f\", \"nodes\": []}");
        assertRefused("NOTHING_BOUND", "--actionflow", actionflow.toString());
    }

    @Test
    void anActionflowThatBindsAnOutputNodeIsRefusedBeforeAnythingStarts() throws Exception {
        Path actionflow = write("output.json", """
                {"actionflowId": "f", "nodes": [
                  {"id": "o", "type": "output ", "inputs": {"x": {"context": "secret", "secretId": "s"}}}]}
                """);
        assertRefused("OUTPUT_NODE_BINDING", "--actionflow", actionflow.toString());
    }

    @Test
    void whatIsNoActionflowIsRefusedWithThePlace() throws Exception {
        assertRefused(
                "MALFORMED", "--actionflow", write("bad.json", "{\"nodes\": 7").toString());
    }

    @Test
    void anEmptyValueIsRefused() throws Exception {
        assertRefused("VALUE_EMPTY", "--value-file", write("empty", "").toString());
    }

    private static void assertRefused(String code, String... options) {
        CommandLineRun run = CommandLineRun.of(
                Stream.concat(Stream.of("demo"), Arrays.stream(options)).toArray(String[]::new));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("secrets: " + code + ": ").hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    private Path write(String name, String content) throws Exception {
        return Files.write(directory.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    }
}
