package io.actionflow.secrets.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.management.Health;
import io.actionflow.secrets.app.management.ManagementServer;
import io.actionflow.secrets.app.management.ServiceMetrics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HealthCommandTest {

    @Test
    void theExitStatusSaysHowAProcessIs() throws Exception {
        AtomicReference<Optional<String>> wrong = new AtomicReference<>(Optional.empty());
        Health health = Health.ofNothing().ready("part", wrong::get);
        String url;
        try (ServiceMetrics metrics = new ServiceMetrics("tested");
                ManagementServer server = ManagementServer.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), metrics.registry(), health)) {
            url = server.address().resolve("/healthz/ready").toString();
            assertThat(CommandLineRun.of("health", url).status()).isZero();

            wrong.set(Optional.of("catching up"));
            CommandLineRun unready = CommandLineRun.of("health", url);
            assertThat(unready.status()).isEqualTo(1);
            assertThat(unready.out()).contains("catching up");
        }

        assertThat(CommandLineRun.of("health", url).status()).isEqualTo(1);
        assertThat(CommandLineRun.of("health", "nothing").status()).isEqualTo(2);
    }
}
