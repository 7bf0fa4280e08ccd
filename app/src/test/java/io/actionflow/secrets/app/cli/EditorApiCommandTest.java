package io.actionflow.secrets.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.auth.TokenMinter;
import io.actionflow.secrets.app.config.KeyDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditorApiCommandTest {

    @TempDir
    Path directory;

    @Test
    void itDoesNotStartWhereItCouldReadTheKeysThatOpenValues() throws Exception {
        KeyDirectory.create(directory.resolve("keys"));
        TokenMinter.create(directory.resolve("tokens"));
        Path config = Files.writeString(directory.resolve("editor-api.properties"), """
                bootstrap.servers=localhost:1
                secrets.state.dir=state
                secrets.keys.metadata=keys/shared/metadata.json
                secrets.keys.lookup=keys/shared/lookup.json
                secrets.keys.kek=keys/shared/kek.json
                secrets.keys.value-public=keys/shared/value-public.json
                secrets.auth.jwks=tokens/jwks.json
                secrets.auth.issuer=secrets-dev
                secrets.auth.audience=secret-editor-api
                """);

        CommandLineRun run = CommandLineRun.of("editor-api", "--config", config.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("secrets: PRIVATE_KEYS: ")
                .contains("value-private.json")
                .contains("copy of the directory 'shared'");
        assertThat(directory.resolve("state")).doesNotExist();
    }
}
