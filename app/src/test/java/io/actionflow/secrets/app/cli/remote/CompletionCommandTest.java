package io.actionflow.secrets.app.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.client.FakeApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {

    @TempDir
    private Path directory;

    private String script(String shell) throws Exception {
        try (FakeApi api = new FakeApi()) {
            RemoteRun run = RemoteRun.on(api).run("completion", shell);
            assertThat(run.status()).as(run.err()).isZero();
            return run.out();
        }
    }

    /** What bash offers for the last word. */
    private String offered(String... words) throws Exception {
        Path script = Files.writeString(directory.resolve("completion"), script("bash"));
        String ask = """
                source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
                _complete_secrets; printf '%s\\n' "${COMPREPLY[@]}"
                """;
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", ask, script.toString()).redirectErrorStream(true);
        bash.command().addAll(java.util.List.of(words));
        Process process = bash.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    @Test
    void bashCompletesCommandsSubcommandsAndOptions() throws Exception {
        assertThat(offered("secrets", "se").lines()).contains("secret");
        assertThat(offered("secrets", "secret", "ed").lines()).containsExactly("edit");
        assertThat(offered("secrets", "secret", "add", "--value").lines())
                .contains("--value-file", "--value-stdin")
                .doesNotContain("--server");
    }

    @Test
    void zshTakesTheSameScript() throws Exception {
        assertThat(script("zsh")).isEqualTo(script("bash")).contains("ZSH_VERSION");
    }
}
