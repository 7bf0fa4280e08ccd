package io.actionflow.secrets.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.fixture.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SlowClientsTest {

    private static final String HEAD =
            "POST /v1/projects/slow/echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer olga\r\n"
                    + "Content-Length: 10\r\n\r\n";

    private static final int MANY = 100;

    @Test
    void aHundredSlowClientsHoldNoThreadAndNoPlaceThatOthersNeed() throws Exception {
        HttpSettings few = HttpSettings.onLoopback(0)
                .with(Limits.standard().with(Limit.REQUESTS, MANY / 2).with(Limit.REQUESTS_PER_PROJECT, 2));
        List<RawConnection> slow = new ArrayList<>();
        try (TestApi api = new TestApi(few)) {
            for (int i = 0; i < MANY; i++) {
                slow.add(api.connect().say(HEAD));
            }
            for (int round = 0; round < 5; round++) {
                for (RawConnection each : slow) {
                    each.say("x");
                }
                assertThat(api.get("/v1/projects/other/who").statusCode()).isEqualTo(200);
                assertThat(api.get("/v1/projects/slow/who").statusCode()).isEqualTo(200);
            }
            assertThat(threadsOfServers()).hasSizeLessThan(MANY);

            for (RawConnection each : slow) {
                assertThat(each.say("xxxxx").answer())
                        .startsWith("HTTP/1.1 200")
                        .endsWith("xxxxxxxxxx");
            }
        } finally {
            for (RawConnection each : slow) {
                each.close();
            }
        }
    }

    @Test
    void aBodyThatStopsIsAnsweredAndTheConnectionClosed() throws Exception {
        try (TestApi api = TestApi.with(Limit.IDLE_MILLIS, 1000);
                RawConnection raw = api.connect()) {
            assertThat(raw.say(HEAD).say("x").untilClosed())
                    .startsWith("HTTP/1.1 408")
                    .contains("REQUEST_TIMEOUT", "Connection: close");
        }
    }

    @Test
    void aBodyThatTricklesIsGivenUpAlthoughItNeverStops() throws Exception {
        HttpSettings settings = HttpSettings.onLoopback(0)
                .with(Limits.standard().with(Limit.SLOW_START_MILLIS, 300).with(Limit.BYTES_PER_SECOND, 1000));
        try (TestApi api = new TestApi(settings);
                RawConnection raw = api.connect()) {
            raw.say("POST /json HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n");
            tricklesUntil(raw, () -> api.refused("REQUEST_TIMEOUT") == 1);

            assertThat(raw.untilClosed()).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void headersThatTrickleAreGivenUp() throws Exception {
        try (TestApi api = TestApi.with(Limit.SLOW_START_MILLIS, 300);
                RawConnection raw = api.connect()) {
            raw.say("GET /open HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            tricklesUntil(raw, () -> api.refused("SLOW_HEADERS") == 1);

            assertThat(raw.untilClosed()).isEmpty();
        }
    }

    @Test
    void aConnectionThatIsKeptForLaterIsNoSlowOne() throws Exception {
        try (TestApi api = TestApi.with(Limit.SLOW_START_MILLIS, 300);
                RawConnection kept = api.connect();
                RawConnection slow = api.connect()) {
            kept.say("GET /open HTTP/1.1\r\nHost: x\r\n\r\n").answer();
            slow.say("GET /open HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            tricklesUntil(slow, () -> api.refused("SLOW_HEADERS") == 1);

            assertThat(kept.say("GET /open HTTP/1.1\r\nHost: x\r\n\r\n").answer())
                    .startsWith("HTTP/1.1 200");
            assertThat(api.refused("SLOW_HEADERS")).isEqualTo(1);
        }
    }

    @Test
    void whoTakesAnAnswerTooSlowlyIsGivenUpAndItsMemoryGivenBack() throws Exception {
        HttpSettings settings = HttpSettings.onLoopback(0)
                .with(Limits.standard().with(Limit.SLOW_START_MILLIS, 300).with(Limit.BYTES_PER_SECOND, 1 << 30));
        try (TestApi api = new TestApi(settings);
                RawConnection raw = api.connect()) {
            raw.say("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");

            Deadline.seconds(15).await("it to be given up", () -> api.refused("SLOW_READER") == 1);
            Deadline.seconds(15)
                    .await(
                            "its memory",
                            () -> api.registry
                                            .get("secrets.http.body.bytes")
                                            .gauge()
                                            .value()
                                    == 0);
        }
    }

    // Says a byte now and then until the server has had enough, and may refuse to be told more.
    private static void tricklesUntil(RawConnection raw, java.util.concurrent.Callable<Boolean> done) throws Exception {
        Deadline.seconds(15).await("the server to have enough", () -> {
            if (done.call()) {
                return true;
            }
            try {
                raw.say("x");
            } catch (java.io.IOException e) {
                return done.call();
            }
            return false;
        });
    }

    private static Set<String> threadsOfServers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("qtp") || name.startsWith("http-operation"))
                .collect(Collectors.toSet());
    }
}
