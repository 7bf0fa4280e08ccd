package io.actionflow.secrets.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.schemas.crypto.CheckpointVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {

    @TempDir
    private Path parent;

    @Test
    void everyFileThatIsMadeIsExplained() throws Exception {
        Path keys = parent.resolve("new/keys");

        CommandLineRun run = CommandLineRun.of("keys", "init", "--dir", keys.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(files(keys).keySet())
                .containsExactlyInAnyOrder(
                        "shared/kek.json",
                        "shared/metadata.json",
                        "shared/lookup.json",
                        "shared/value-public.json",
                        "resolver/kek.json",
                        "resolver/value-private.json",
                        "shared/resolver-public.json",
                        "resolver/signing-private.json",
                        "processor/kek.json",
                        "processor/checkpoint-private.json",
                        "shared/checkpoint-public.json")
                .allSatisfy(file -> assertThat(run.out()).contains(keys.resolve(file) + "  "));
    }

    @Test
    void existingKeysAreNeverOverwritten() throws Exception {
        CommandLineRun.of("keys", "init", "--dir", parent.resolve("keys").toString());
        Map<String, String> before = files(parent);

        CommandLineRun again = CommandLineRun.of(
                "keys", "init", "--dir", parent.resolve("keys").toString());

        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err()).startsWith("secrets: KEYS_EXIST: ").hasLineCount(1);
        assertThat(files(parent)).isEqualTo(before);
    }

    @Test
    void whatAnEarlierVersionDidNotMakeIsAddedAndNothingElseTouched() throws Exception {
        Path keys = parent.resolve("keys");
        CommandLineRun.of("keys", "init", "--dir", keys.toString());
        Files.delete(keys.resolve("shared/checkpoint-public.json"));
        Files.delete(keys.resolve("processor/checkpoint-private.json"));
        Files.delete(keys.resolve("processor/kek.json"));
        Files.delete(keys.resolve("processor"));
        Map<String, String> before = files(keys);

        CommandLineRun run = CommandLineRun.of("keys", "init", "--dir", keys.toString(), "--add-missing");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(files(keys)).containsAllEntriesOf(before).hasSize(before.size() + 3);
        assertThat(CheckpointVerifier.of(KeyFiles.in(keys).checkpointPublic())).isNotNull();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsAFailureThatLeavesNothing() throws Exception {
        Path file = Files.writeString(parent.resolve("file"), "");

        CommandLineRun run =
                CommandLineRun.of("keys", "init", "--dir", file.resolve("keys").toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("secrets: FILE: " + file + ": file already exists. ")
                .hasLineCount(1);
        assertThat(files(parent).keySet()).containsExactly("file");
    }

    private static Map<String, String> files(Path root) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(root)) {
            all = walk.filter(Files::isRegularFile).toList();
        }
        Map<String, String> contents = new TreeMap<>();
        for (Path file : all) {
            contents.put(root.relativize(file).toString(), Files.readString(file));
        }
        return contents;
    }
}
