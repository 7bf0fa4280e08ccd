package io.actionflow.secrets.app.http;

import static io.actionflow.secrets.app.http.ApiServerTest.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.app.fixture.Deadline;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final String ECHO = "/v1/projects/a/echo";

    @Test
    void aBodyThatAnnouncesTooMuchIsRefusedBeforeItIsRead() throws Exception {
        try (TestApi api = TestApi.standard();
                RawConnection raw = api.connect()) {
            String answer = raw.say("POST " + ECHO + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer olga\r\n"
                            + "Content-Length: 65537\r\n\r\n")
                    .untilClosed();

            assertThat(answer).startsWith("HTTP/1.1 413").contains("BODY_TOO_LARGE");
            assertThat(api.refused("BODY_TOO_LARGE")).isEqualTo(1);
        }
    }

    @Test
    void aBodyThatAnnouncesNothingIsRefusedWhenItIsTooLarge() throws Exception {
        byte[] large = new byte[TestApi.LARGEST_BODY + 1];
        try (TestApi api = TestApi.standard()) {
            isProblem(
                    api.post(ECHO, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))),
                    413,
                    "BODY_TOO_LARGE");
        }
    }

    @Test
    void whoSendsFarTooMuchGetsToKnow() throws Exception {
        try (TestApi api = TestApi.standard()) {
            for (int i = 0; i < 20; i++) {
                isProblem(api.post(ECHO, BodyPublishers.ofByteArray(new byte[8 << 20])), 413, "BODY_TOO_LARGE");
            }
        }
    }

    @Test
    void operationsThatBlockTheirThreadsLeaveOtherProjectsServed() throws Exception {
        HttpSettings settings = HttpSettings.onLoopback(0)
                .with(Limits.standard().with(Limit.REQUESTS, 40).with(Limit.REQUESTS_PER_PROJECT, 30));
        try (TestApi api = new TestApi(settings)) {
            List<CompletableFuture<HttpResponse<String>>> blocked = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                blocked.add(api.getLater("/v1/projects/flooded/block"));
            }
            Deadline.seconds(10).await("all to be blocked", () -> api.waiting.get() == 30);

            assertThat(api.get("/v1/projects/other/who").statusCode()).isEqualTo(200);
            isProblem(api.get("/v1/projects/flooded/block"), 429, "TOO_MANY_REQUESTS");

            api.gate.complete(null);
            assertThat(blocked)
                    .allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(200));
        }
    }

    @Test
    void whoGoesAwayLeavesNothingBehind() throws Exception {
        try (TestApi api = TestApi.standard()) {
            try (RawConnection midBody = api.connect()) {
                midBody.say("POST " + ECHO + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer olga\r\n"
                                + "Content-Length: 60000\r\n\r\n")
                        .say(new byte[40_000]);
                Deadline.seconds(10).await("the half body to be there", () -> bodyBytes(api) >= 40_000);
            }
            Deadline.seconds(10).await("its memory to be given back", () -> bodyBytes(api) == 0);

            try (RawConnection waiting = api.connect()) {
                waiting.say("GET /v1/projects/a/wait HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer olga\r\n\r\n");
                Deadline.seconds(10).await("it to be under way", () -> api.waiting.get() == 1);
            }
            api.gate.complete(null);
            Deadline.seconds(10)
                    .await(
                            "its place to be free",
                            () -> api.registry
                                            .get("secrets.http.under.way")
                                            .gauge()
                                            .value()
                                    == 0);
            Deadline.seconds(10)
                    .await(
                            "its connection to be gone",
                            () -> api.registry
                                            .get("secrets.http.connections")
                                            .gauge()
                                            .value()
                                    == 0);
        }
    }

    @Test
    void whoAsksBeforeSendingIsToldToGoOnOrNotTo() throws Exception {
        String head = "POST " + ECHO + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer olga\r\n"
                + "Expect: 100-continue\r\nContent-Length: ";
        try (TestApi api = TestApi.standard();
                RawConnection small = api.connect();
                RawConnection large = api.connect()) {
            assertThat(small.say(head + "2\r\n\r\n").line()).startsWith("HTTP/1.1 100");
            assertThat(small.line()).isEmpty();
            assertThat(small.say("ok").answer()).startsWith("HTTP/1.1 200").endsWith("ok");

            assertThat(large.say(head + "99999999\r\n\r\n").untilClosed()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void bodiesTogetherMayTakeOnlySoMuchMemory() throws Exception {
        try (TestApi api = TestApi.with(Limit.BODY_BYTES, TestApi.LARGEST_BODY);
                RawConnection halfway = api.connect()) {
            halfway.say("POST " + ECHO + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer olga\r\n"
                            + "Content-Length: 60000\r\n\r\n")
                    .say(new byte[40_000]);
            Deadline.seconds(10).await("the half body to be there", () -> bodyBytes(api) >= 40_000);

            isProblem(api.post(ECHO, BodyPublishers.ofByteArray(new byte[40_000])), 503, "OVERLOADED");

            assertThat(halfway.say(new byte[20_000]).answer()).startsWith("HTTP/1.1 200");
            Deadline.seconds(10).await("all memory to be given back", () -> bodyBytes(api) == 0);
            assertThat(api.post(ECHO, BodyPublishers.ofByteArray(new byte[40_000]))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatIsMadeOfBodiesMayTakeOnlySoMuchMemoryOrMustBeAlone() throws Exception {
        byte[] body = new byte[TestApi.LARGEST_BODY / 3];
        try (TestApi api = TestApi.with(Limit.BODY_BYTES, TestApi.LARGEST_BODY)) {
            CompletableFuture<HttpResponse<String>> alone = api.postLater("/work", BodyPublishers.ofByteArray(body));
            Deadline.seconds(10).await("it to be at work", () -> api.waiting.get() == 1);

            isProblem(api.post("/work", BodyPublishers.ofByteArray(body)), 503, "OVERLOADED");

            api.gate.complete(null);
            assertThat(alone.get().statusCode()).isEqualTo(200);
            Deadline.seconds(10).await("its memory to be given back", () -> status(api, body) == 200);
        }
    }

    private static int status(TestApi api, byte[] body) {
        return api.postLater("/work", BodyPublishers.ofByteArray(body)).join().statusCode();
    }

    @Test
    void announcingABodyTakesNoMemoryFromOthers() throws Exception {
        try (TestApi api = TestApi.with(Limit.BODY_BYTES, TestApi.LARGEST_BODY);
                RawConnection announcing = api.connect()) {
            announcing.say("POST " + ECHO + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer olga\r\n"
                    + "Content-Length: 60000\r\n\r\nx");

            assertThat(api.post(ECHO, BodyPublishers.ofByteArray(new byte[40_000]))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aRouteThatTakesMoreThanThereIsMemoryForIsRefusedAtStart() {
        assertThatThrownBy(() -> TestApi.with(Limit.BODY_BYTES, 1000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max-body-bytes-total");
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws Exception {
        try (TestApi api = TestApi.with(Limit.HEADER_BYTES, 4096)) {
            isProblem(api.get("/open", "X-Large", "x".repeat(5000)), 431, "HEADERS_TOO_LARGE");
        }
    }

    @Test
    void aPathThatIsTooLongIsRefusedWhicheverLimitItMeets() throws Exception {
        try (TestApi api = TestApi.standard()) {
            isProblem(api.get("/open?" + "x".repeat(5000)), 414, "URI_TOO_LONG");
            isProblem(api.get("/open?" + "x".repeat(50_000)), 414, "URI_TOO_LONG");
        }
    }

    @Test
    void aConnectionOverTheLimitIsClosedAtOnceAndOthersGoOn() throws Exception {
        try (TestApi api = TestApi.with(Limit.CONNECTIONS, 2);
                RawConnection first = api.connect();
                RawConnection second = api.connect()) {
            assertThat(second.say("GET /open HTTP/1.1\r\nHost: x\r\n\r\n").answer())
                    .startsWith("HTTP/1.1 200");
            try (RawConnection third = api.connect()) {
                assertThat(third.untilClosed()).isEmpty();
            }

            assertThat(first.say("GET /open HTTP/1.1\r\nHost: x\r\n\r\n").answer())
                    .startsWith("HTTP/1.1 200");
            assertThat(api.refused("CONNECTIONS")).isEqualTo(1);
        }
    }

    @Test
    void aFloodOfOneProjectLeavesOthersServed() throws Exception {
        try (TestApi api = TestApi.with(Limit.REQUESTS_PER_PROJECT, 5)) {
            List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                flood.add(api.getLater("/v1/projects/flooded/wait"));
            }
            Deadline.seconds(10).await("five to be under way", () -> api.waiting.get() == 5);

            isProblem(api.get("/v1/projects/flooded/wait"), 429, "TOO_MANY_REQUESTS");
            isProblem(api.get("/v1/projects/flooded/who"), 429, "TOO_MANY_REQUESTS");
            isProblem(
                    api.post("/v1/runs", BodyPublishers.ofString("{\"projectId\":\"flooded\"}")),
                    429,
                    "TOO_MANY_REQUESTS");
            assertThat(api.get("/v1/projects/other/who").statusCode()).isEqualTo(200);

            api.gate.complete(null);
            assertThat(flood)
                    .allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(200));
            Deadline.seconds(10)
                    .await(
                            "the project to be served again",
                            () -> api.get("/v1/projects/flooded/who").statusCode() == 200);
        }
    }

    @Test
    void overTheLimitOfAllProjectsEverybodyIsToldToComeBack() throws Exception {
        try (TestApi api = TestApi.with(Limit.REQUESTS, 3)) {
            List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                held.add(api.getLater("/v1/projects/p" + i + "/wait"));
            }
            Deadline.seconds(10).await("three to be under way", () -> api.waiting.get() == 3);

            isProblem(api.get("/v1/projects/other/who"), 503, "OVERLOADED");

            api.gate.complete(null);
            assertThat(held)
                    .allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(200));
        }
    }

    @Test
    void anOperationThatNeverAnswersIsGivenUp() throws Exception {
        try (TestApi api = TestApi.with(Limit.OPERATION_MILLIS, 200)) {
            isProblem(api.get("/v1/projects/a/wait"), 503, "UNAVAILABLE");
            Deadline.seconds(10)
                    .await(
                            "its place to be free",
                            () -> api.registry
                                            .get("secrets.http.under.way")
                                            .gauge()
                                            .value()
                                    == 0);
        }
    }

    @Test
    void aCallerWhoWaitsLongerThanTheIdleTimeoutIsAnswered() throws Exception {
        try (TestApi api = TestApi.with(Limit.IDLE_MILLIS, 200)) {
            CompletableFuture<HttpResponse<String>> waiting = api.getLater("/v1/projects/a/wait");
            Deadline.seconds(10).await("it to be under way", () -> api.waiting.get() == 1);
            CompletableFuture.delayedExecutor(700, java.util.concurrent.TimeUnit.MILLISECONDS)
                    .execute(() -> api.gate.complete(null));

            assertThat(waiting.get().statusCode()).isEqualTo(200);
        }
    }

    private static double bodyBytes(TestApi api) {
        return api.registry.get("secrets.http.body.bytes").gauge().value();
    }
}
