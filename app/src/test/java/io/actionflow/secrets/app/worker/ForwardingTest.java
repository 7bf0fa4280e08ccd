package io.actionflow.secrets.app.worker;

import static io.actionflow.secrets.resolver.fixture.TestProject.binding;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.app.worker.WorkerClient.Answer;
import io.actionflow.secrets.resolver.fixture.TestProject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instance that holds nothing asks those that do. */
class ForwardingTest {

    private static final String FLOW = "daily-forecast";
    private static final String NODE = "call-api";

    private final ApiFixture front = new ApiFixture();
    private final ApiFixture host = new ApiFixture();
    private final byte[] value = new byte[(2 << 20) + 1];

    ForwardingTest() throws Exception {}

    @BeforeEach
    void theHostHasAnActiveFlow() {
        new Random(7).nextBytes(value);
        TestProject project = host.world.project("weather");
        project.addSecret("key", value);
        project.save(FLOW, binding(NODE, "apiKey", "key"));
        project.sync();
        front.world.projection.setHosted(Set.of());
        front.setPeers(host.address());
    }

    @AfterEach
    void close() {
        front.close();
        host.close();
    }

    @Test
    void whatIsHeldElsewhereIsAnsweredFromThereByteForByte() {
        WorkerClient worker = front.worker();

        String run = worker.begin("weather", FLOW).run();

        assertThat(worker.resolve(run, NODE, "apiKey").value()).isEqualTo(value);
        assertThat(worker.resolveBytes(run, NODE, "apiKey").response().body()).isEqualTo(value);
        assertThat(worker.resolveAll(run, NODE).value()).isEqualTo(value);
        assertThat(worker.resolve(run, NODE, "other").said()).isEqualTo("403 NOT_BOUND");
        assertThat(worker.begin("weather", "no-flow").said()).isEqualTo("409 NOT_ACTIVE");
        assertThat(worker.begin("no-project", FLOW).said()).isEqualTo("404 PROJECT_NOT_FOUND");
        assertThat(front.forwards("answered")).isEqualTo(7);
    }

    @Test
    void theRunGoesOnAtTheHostItself() {
        String run = front.worker().begin("weather", FLOW).run();

        assertThat(host.worker().resolve(run, NODE, "apiKey").value()).isEqualTo(value);
    }

    @Test
    void theHostFindsOutItselfWhoAsks() {
        String run = front.worker().begin("weather", FLOW).run();
        WorkerClient stranger = front.worker().with("worker-2:billing");

        assertThat(stranger.resolve(run, NODE, "apiKey").said()).isEqualTo("403 PROJECT_NOT_ALLOWED");
        assertThat(front.worker().with("nobody").begin("weather", FLOW).said()).isEqualTo("401 UNAUTHENTICATED");
    }

    @Test
    void theIdOfARequestIsTheSameOnItsWay() {
        Answer answer = front.worker().begin("weather", "no-flow");

        assertThat(answer.json().get("instance").textValue()).isEqualTo(answer.header("X-Request-Id"));
    }

    @Test
    void aRunThatWasEndedHereGetsNothingFromElsewhereThroughHere() {
        String run = front.worker().begin("weather", FLOW).run();

        assertThat(front.worker().end(run).said()).isEqualTo("204");

        assertThat(front.worker().resolve(run, NODE, "apiKey").said()).isEqualTo("410 RUN_ENDED");
    }

    @Test
    void whoIsKnownByACertificateIsSentThere() {
        WorkerClient worker = front.worker().with(null);

        Answer begun = worker.begin("weather", FLOW);

        assertThat(begun.status()).isEqualTo(307);
        assertThat(begun.header("Location")).isEqualTo(host.address() + "/v1/runs");
        String run = worker.at(host.address()).begin("weather", FLOW).run();
        assertThat(worker.resolve(run, NODE, "apiKey").header("Location"))
                .isEqualTo(host.address() + "/v1/runs/resolve");
        assertThat(front.forwards("redirected")).isEqualTo(2);
    }

    @Test
    void whatWasSentOnOnceIsNotSentOnAgain() {
        host.world.projection.setHosted(Set.of());
        host.setPeers(front.address());

        assertThat(front.worker().begin("weather", FLOW).said()).isEqualTo("503 UNAVAILABLE");
        assertThat(front.forwards("unavailable")).isEqualTo(1);
        assertThat(host.forwards("answered") + host.forwards("unavailable")).isZero();
        Map<String, String> body = Map.of("projectId", "weather", "actionflowId", FLOW);
        assertThat(front.worker()
                        .with(null)
                        .postForwarded("beginRun", "/v1/runs", body)
                        .said())
                .isEqualTo("503 UNAVAILABLE");
    }

    @Test
    void theNextPeerIsAskedWhereOneCantBeReached() throws Exception {
        front.setPeers(closedPort(), host.address());

        assertThat(front.worker().begin("weather", FLOW).said()).isEqualTo("201");
    }

    @Test
    void theNextPeerIsAskedWhereOneCantSay() throws Exception {
        try (ApiFixture behind = new ApiFixture()) {
            front.setPeers(behind.address(), host.address());
            String run = host.worker().begin("weather", FLOW).run();

            assertThat(front.worker().resolve(run, NODE, "apiKey").value()).isEqualTo(value);
        }
    }

    @Test
    void theNextPeerIsAskedWhereOneBreaksOff() throws Exception {
        try (BrokenServer broken = new BrokenServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"values\":[")) {
            front.setPeers(broken.address(), host.address());
            String run = host.worker().begin("weather", FLOW).run();

            assertThat(front.worker().resolve(run, NODE, "apiKey").value()).isEqualTo(value);
        }
    }

    @Test
    void wherePeersAnswerNothingThatFitsNothingIsSaid() throws Exception {
        String error = "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n";
        String away = "HTTP/1.1 307 Elsewhere\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
        try (BrokenServer first = new BrokenServer(error);
                BrokenServer second = new BrokenServer(away)) {
            front.setPeers(first.address(), second.address(), host.address());

            assertThat(front.worker().begin("weather", FLOW).said())
                    .as("two are asked, not all")
                    .isEqualTo("503 UNAVAILABLE");
            assertThat(front.forwards("failed")).isEqualTo(1);
        }
    }

    @Test
    void whoCantBeReachedIsForgottenOnceThereIsAHost() throws Exception {
        front.setPeers(closedPort());
        assertThat(front.worker().begin("weather", FLOW).said()).isEqualTo("503 UNAVAILABLE");

        front.setPeers(host.address());

        Deadline.seconds(10)
                .await("an answer", () -> front.worker().begin("weather", FLOW).status() == 201);
    }

    @Test
    void addressesThatCantBeOnesTakeNothingForGood() {
        URI forged = URI.create("http://127.0.0.1:99999");
        front.setPeers(forged, forged);
        for (int i = 0; i < 150; i++) {
            assertThat(front.worker().begin("weather", FLOW).said()).isEqualTo("503 UNAVAILABLE");
        }

        front.setPeers(forged, host.address());

        assertThat(front.worker().begin("weather", FLOW).status()).isEqualTo(201);
    }

    private static URI closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    /** Answers every request with the same bytes, and closes. */
    private static final class BrokenServer implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

        BrokenServer(String answer) throws IOException {
            Thread thread = new Thread(() -> serve(answer.getBytes(StandardCharsets.US_ASCII)), "broken-server");
            thread.setDaemon(true);
            thread.start();
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        private void serve(byte[] answer) {
            while (!socket.isClosed()) {
                try (Socket caller = socket.accept()) {
                    readHead(caller.getInputStream());
                    caller.getOutputStream().write(answer);
                } catch (IOException e) {
                    // The caller has gone, or the test has ended: the loop sees which.
                    continue;
                }
            }
        }

        private static void readHead(InputStream in) throws IOException {
            byte[] head = new byte[8192];
            if (in.read(head) < 0) {
                throw new IOException("Nothing came");
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
