package io.actionflow.secrets.app.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {

    private final ServiceMetrics metrics = new ServiceMetrics("tested");
    private final AtomicReference<Optional<String>> dead = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<String>> unready = new AtomicReference<>(Optional.empty());
    private final Health health = Health.ofNothing().living("broken", dead::get).ready("projection", unready::get);

    private ManagementServer server;

    @BeforeEach
    void start() throws Exception {
        server = ManagementServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), metrics.registry(), health);
    }

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
    }

    @Test
    void metricsHaveWhatWasCountedAndTheRuntime() throws Exception {
        metrics.registry().counter("secrets.test", "reason", "a\"b\n").increment();

        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(answer.body())
                .contains("secrets_test_total{reason=\"a\\\"b\\n\",service=\"tested\"} 1.0")
                .contains("jvm_memory_used_bytes", "process_uptime_seconds", "jvm_threads_live_threads");
    }

    @Test
    void aProcessThatIsWellSaysSo() throws Exception {
        assertThat(get("/healthz/live").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(get("/healthz/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNotReadyIsNamedAndLivesAllTheSame() throws Exception {
        unready.set(Optional.of("catching up"));

        assertThat(get("/healthz/ready").statusCode()).isEqualTo(503);
        assertThat(get("/healthz/ready").body()).contains("\"projection\":\"catching up\"");
        assertThat(get("/healthz/live").statusCode()).isEqualTo(200);
    }

    @Test
    void whatDoesNotLiveIsNotReadyEither() throws Exception {
        dead.set(Optional.of("stopped"));

        assertThat(get("/healthz/live").statusCode()).isEqualTo(503);
        assertThat(get("/healthz/ready").body()).contains("\"broken\":\"stopped\"");
    }

    @Test
    void aPartThatCannotSayHowItIsIsNotReady() {
        Health failing = Health.ofNothing().ready("part", () -> {
            throw new IllegalStateException("hidden");
        });

        assertThat(failing.unready().get("part"))
                .contains("IllegalStateException")
                .doesNotContain("hidden");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.address().resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
