package io.actionflow.secrets.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.actionflow.secrets.app.fixture.CapturedLog;
import io.actionflow.secrets.app.fixture.Deadline;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiServerTest {

    private TestApi api;

    @BeforeAll
    void start() throws Exception {
        api = TestApi.standard();
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void itListensOnLoopbackWithTheRealPort() throws Exception {
        assertThat(InetAddress.getByName(api.server.address().getHost()).isLoopbackAddress())
                .isTrue();
        assertThat(api.server.address().getPort()).isPositive();
    }

    @Test
    void anOperationGetsDecodedParametersAndTheCaller() throws Exception {
        HttpResponse<String> answer = api.get("/v1/projects/we%61ther.1~x/who");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("project").textValue()).isEqualTo("weather.1~x");
        assertThat(json(answer).get("subject").textValue()).isEqualTo("olga");
    }

    @Test
    void aParameterMayHaveAnyCharactersButSlashes() throws Exception {
        HttpResponse<String> answer = api.get("/v1/projects/%E2%82%AC%20%3Fx%26+%3B/who");

        assertThat(json(answer).get("project").textValue()).isEqualTo("€ ?x&+;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/projects/a%2Fb/who",
                "/v1/projects/%2e%2e/who",
                "/v1/projects/a;b=c/who",
                "/v1//projects/a/who",
                "/v1/projects/%00/who",
                "/v1/projects/%zz/who",
                "/v1/projects/%ff/who"
            })
    void aPathThatCanBeReadInTwoWaysIsRefused(String path) throws Exception {
        try (RawConnection raw = api.connect()) {
            String answer = raw.say("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer olga\r\n\r\n")
                    .answer();

            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "MALFORMED");
        }
    }

    @ParameterizedTest
    @CsvSource({"/absent", "/v1/projects", "/v1/projects/a/who/more", "/open/"})
    void whereThereIsNothingIsNotFound(String path) throws Exception {
        isProblem(api.get(path), 404, "NOT_FOUND");
    }

    @Test
    void anotherMethodIsNotAllowedAndTheAllowedOnesAreNamed() throws Exception {
        HttpResponse<String> answer = api.get("/v1/projects/a/echo");

        isProblem(answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void twoTemplatesThatLookTheSameAreRefusedAtStart() {
        Operation nothing = request -> CompletableFuture.completedFuture(null);
        Route first = new Route("GET", "/a/{x}", "one", Route.Access.OPEN, 0, nothing);
        Route second = new Route("PUT", "/a/{y}", "two", Route.Access.OPEN, 0, nothing);

        assertThatThrownBy(() -> new RouteTable(List.of(first, second))).hasMessageContaining("look the same");
        assertThatThrownBy(() -> new RouteTable(List.of(first, first))).hasMessageContaining("twice");
    }

    @Test
    void aRequestIdIsTakenOverWhereItCanStandInALog() throws Exception {
        HttpResponse<String> taken = api.get("/open", "X-Request-Id", "abc-123.~_");
        HttpResponse<String> made = api.get("/open", "X-Request-Id", "not {good}");

        assertThat(taken.headers().firstValue("X-Request-Id")).hasValue("abc-123.~_");
        assertThat(json(taken).get("id").textValue()).isEqualTo("abc-123.~_");
        assertThat(made.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
    }

    @Test
    void everyAnswerHasTheSecurityHeadersAndNoneSaysWhoServes() throws Exception {
        for (String path : List.of("/open", "/absent", "/fail")) {
            var headers = api.get(path).headers();

            assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Server")).isEmpty();
            assertThat(headers.firstValue("X-Powered-By")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"/fail,IllegalStateException", "/fail-later,IOException", "/nothing,NullPointerException"})
    void whatFailsInsideIsSaidToNobody(String path, String what) throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            HttpResponse<String> answer = api.get(path, "X-Request-Id", "it-failed");

            isProblem(answer, 500, "INTERNAL");
            assertThat(json(answer).get("instance").textValue()).isEqualTo("it-failed");
            assertThat(answer.body()).doesNotContain("hidden", "IllegalState", "TestApi");
            assertThat(log.text()).contains("it-failed", what).doesNotContain("hidden");
        }
    }

    @Test
    void nobodyComesInWithoutBeingKnown() throws Exception {
        HttpResponse<String> answer = api.get("/v1/projects/a/who?access_token=olga", "Authorization", "Basic x");

        isProblem(answer, 401, "UNAUTHENTICATED");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
    }

    @Test
    void twoAuthorizationHeadersAreRefusedAndCounted() throws Exception {
        try (RawConnection raw = api.connect()) {
            String answer = raw.say("GET /v1/projects/a/who HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a\r\n"
                            + "Authorization: Bearer b\r\n\r\n")
                    .answer();

            assertThat(answer).startsWith("HTTP/1.1 401").contains("more than one Authorization");
            assertThat(api.registry
                            .counter("secrets.auth.refused", "reason", "MALFORMED")
                            .count())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hidden\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /open HTTP/1.1\r\n\r\n",
                "GET /open HTTP/1.1\r\nHost: x\r\nhidden header: y\r\n\r\n",
                "POST /json HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST /json HTTP/1.1\r\nHost: x\r\nContent-Length: -3\r\n\r\n",
                "POST /json HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nhidden\r\n"
            })
    void whatIsNotHttpIsAProblemToo(String said) throws Exception {
        try (RawConnection raw = api.connect()) {
            assertThat(raw.say(said).untilClosed())
                    .matches("(?s)HTTP/1.1 (400|505|501).*")
                    .contains("application/problem+json", "X-Request-Id", "no-store")
                    .doesNotContain("hidden", "jetty", "Server:");
        }
    }

    @Test
    void aQueryParameterStandsThereOnceOrNotAtAll() throws Exception {
        assertThat(json(api.get("/query?q=a%20b")).get("q").textValue()).isEqualTo("a b");
        assertThat(json(api.get("/query")).get("q").textValue()).isEqualTo("-");
        isProblem(api.get("/query?q=1&q=2"), 400, "MALFORMED");
        isProblem(api.get("/query?q=%ff"), 400, "MALFORMED");
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() throws Exception {
        isProblem(
                api.post("/json", BodyPublishers.ofString("{}"), "Content-Type", "text/plain"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        assertThat(api.post("/json", BodyPublishers.ofString("{}"), "Content-Type", "application/json; charset=utf-8")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyComesThroughByteForByteWhateverItsEncoding() throws Exception {
        String text = "x".repeat(TestApi.LARGEST_BODY - 1) + "é".substring(0, 1);
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

        var plain = api.post("/v1/projects/a/echo", BodyPublishers.ofByteArray(bytes));
        var chunked = api.post(
                "/v1/projects/a/echo", BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)));

        assertThat(plain.body()).hasSize(text.length());
        assertThat(chunked.body()).isEqualTo(plain.body());
        Deadline.seconds(10)
                .await(
                        "the memory of bodies to be given back",
                        () -> api.registry
                                        .get("secrets.http.body.bytes")
                                        .gauge()
                                        .value()
                                == 0);
    }

    @Test
    void requestsAreTimedByOperationAndStatusAndTheAccessLogHasTheRouteNotTheQuery() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            api.get("/v1/projects/weather/who?token=hidden", "X-Request-Id", "timed-1");

            Deadline.seconds(10).await("the access log", () -> log.text().contains("timed-1"));
            assertThat(log.text())
                    .contains("route=\"/v1/projects/{projectId}/who\"", "status=\"200\"", "subject=\"olga\"")
                    .doesNotContain("hidden");
        }
        assertThat(api.registry
                        .get("secrets.http.requests")
                        .tags("operation", "who", "status", "200")
                        .timer()
                        .count())
                .isPositive();
    }

    static void isProblem(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.get("code").textValue()).isEqualTo(code);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("instance").textValue())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(problem.get("detail").textValue()).isNotBlank();
        assertThat(problem.get("title").textValue()).isNotBlank();
        assertThat(problem.get("type").textValue()).isEqualTo("about:blank");
        if (status == 429 || status == 503) {
            assertThat(answer.headers().firstValue("Retry-After").orElseThrow()).matches("[1-9][0-9]*");
        }
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
