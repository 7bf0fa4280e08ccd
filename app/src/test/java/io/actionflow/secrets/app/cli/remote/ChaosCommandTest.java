package io.actionflow.secrets.app.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.client.FakeApi;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosCommandTest {

    @Test
    void whereNoClusterIsUpItSaysHowToStartOneAndAsksNobody(@TempDir Path empty) throws Exception {
        try (FakeApi api = new FakeApi()) {
            RemoteRun run = RemoteRun.on(api).run("chaos", "--compose", empty.toString());

            assertThat(run.status()).isEqualTo(3);
            assertThat(run.err()).contains("NO_CONTAINER", "docker-compose up -d");
            assertThat(api.seen()).isEmpty();
        }
    }

    @Test
    void aStormWithoutAKillIsNone() throws Exception {
        try (FakeApi api = new FakeApi()) {
            RemoteRun run = RemoteRun.on(api).run("chaos", "--kills", "0");

            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("At least one kill");
        }
    }
}
