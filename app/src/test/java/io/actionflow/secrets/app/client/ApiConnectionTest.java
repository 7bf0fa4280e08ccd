package io.actionflow.secrets.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of trying again, without a network and without waiting. */
class ApiConnectionTest {

    private static final URI A = URI.create("http://a");
    private static final URI B = URI.create("http://b");
    private static final ApiCall READ = ApiCall.of("GET", "/v1/projects");
    private static final ApiCall WRITE = ApiCall.of("POST", "/v1/projects").header("Idempotency-Key", "c-1");

    private final Deque<Object> script = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<ApiCall> calls = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    private ApiConnection connection(Duration patience, URI... servers) {
        ApiSettings settings = new ApiSettings(List.of(servers), Optional.empty(), Optional.empty(), patience);
        return new ApiConnection(settings, this::play, pauses::add);
    }

    private ApiConnection connection(URI... servers) {
        return connection(Duration.ofMinutes(10), servers);
    }

    private ApiAnswer play(URI server, ApiCall call, Duration within) throws IOException {
        asked.add(server.getHost());
        calls.add(call);
        Object next = script.size() > 1 ? script.remove() : script.element();
        if (next instanceof IOException e) {
            throw e;
        }
        return (ApiAnswer) next;
    }

    private static ApiAnswer answer(int status, String code, Map<String, List<String>> headers) {
        String body = "{\"code\":\"" + code + "\",\"detail\":\"Because.\"}";
        return new ApiAnswer(status, HttpHeaders.of(headers, (n, v) -> true), body.getBytes(StandardCharsets.UTF_8));
    }

    private static ApiAnswer busy(String code, String after) {
        return answer(503, code, Map.of("Retry-After", List.of(after)));
    }

    private static ApiAnswer done() {
        return answer(200, "", Map.of());
    }

    @Test
    void theNextServerIsAskedAtOnceWhereOneIsAway() {
        script.addAll(List.of(new ConnectException("refused"), done()));

        assertThat(connection(A, B).send(READ).status()).isEqualTo(200);

        assertThat(asked).containsExactly("a", "b");
        assertThat(pauses).isEmpty();
    }

    @Test
    void theServerThatAnsweredIsAskedFirstFromThenOn() {
        script.addAll(List.of(new ConnectException("refused"), done()));
        ApiConnection connection = connection(A, B);

        connection.send(READ);
        connection.send(READ);

        assertThat(asked).containsExactly("a", "b", "b");
    }

    @Test
    void onceAllAreBusyTheShortestRetryAfterIsWaitedFor() {
        script.addAll(List.of(busy("OVERLOADED", "7"), busy("UNAVAILABLE", "2"), done()));

        connection(A, B).send(READ);

        assertThat(pauses).containsExactly(Duration.ofSeconds(2));
        assertThat(asked).containsExactly("a", "b", "a");
    }

    @Test
    void tooManyRequestsAreWaitedForToo() {
        script.addAll(List.of(answer(429, "TOO_MANY_REQUESTS", Map.of("Retry-After", List.of("1"))), done()));

        connection(A).send(READ);

        assertThat(pauses).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void everyAttemptIsTheSameToItsCommandId() {
        script.addAll(List.of(busy("OUTCOME_UNKNOWN", "1"), new IOException("reset"), done()));

        connection(A).send(WRITE);

        assertThat(calls).hasSize(3).allSatisfy(call -> assertThat(call).isEqualTo(WRITE));
    }

    @Test
    void aRejectionIsNotTriedAgain() {
        script.add(answer(409, "NAME_TAKEN", Map.of()));

        assertThatThrownBy(() -> connection(A, B).send(WRITE))
                .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo("NAME_TAKEN"))
                .satisfies(e -> assertThat(e.isUnavailable()).isFalse());
        assertThat(asked).containsExactly("a");
    }

    @Test
    void itGivesUpWhereTheServerAsksForMorePatienceThanThereIs() {
        script.add(busy("UNAVAILABLE", "60"));

        assertThatThrownBy(() -> connection(Duration.ofSeconds(5), A).send(READ))
                .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo("UNAVAILABLE"))
                .satisfies(e -> assertThat(e.isUnavailable()).isTrue());
        assertThat(pauses).isEmpty();
    }

    @Test
    void itGivesUpAfterSomeRounds() {
        script.add(new ConnectException("refused"));

        assertThatThrownBy(() -> connection(A).send(READ)).hasMessageContaining("http://a can't be reached: refused");
        assertThat(asked).hasSize(8);
        assertThat(pauses).hasSize(7).allSatisfy(pause -> assertThat(pause).isPositive());
    }

    @Test
    void aCommandThatMayHaveArrivedHasAnUnknownOutcomeWhateverTheLastAnswerWas() {
        script.addAll(List.of(new IOException("reset"), new ConnectException("refused")));

        assertThatThrownBy(() -> connection(A).send(WRITE))
                .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ApiException.OUTCOME_UNKNOWN))
                .satisfies(
                        e -> assertThat(e.details().path("commandId").asText()).isEqualTo("c-1"));
    }

    @Test
    void aCommandThatNeverLeftIsSimplyUnreachable() {
        script.add(new ConnectException("refused"));

        assertThatThrownBy(() -> connection(A).send(WRITE))
                .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ApiException.UNREACHABLE));
    }

    @Test
    void aReadHasNoOutcomeThatCouldBeUnknown() {
        script.add(new IOException("reset"));

        assertThatThrownBy(() -> connection(A).send(READ))
                .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ApiException.UNREACHABLE));
    }

    static Stream<SSLException> distrust() {
        SSLException unknown = new SSLHandshakeException("PKIX path building failed");
        unknown.initCause(new CertificateException("unable to find valid certification path"));
        return Stream.of(unknown, new SSLHandshakeException("Received fatal alert: bad_certificate"));
    }

    @ParameterizedTest
    @MethodSource("distrust")
    void aServerThatCannotBeTrustedIsNoReasonToAskAnother(SSLException distrust) {
        script.add(distrust);

        assertThatThrownBy(() -> connection(A, B).send(READ))
                .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ApiException.NOT_TRUSTED));
        assertThat(asked).containsExactly("a");
    }

    /** In the words that Java has for a server that was killed within a handshake, or right after it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Remote host terminated the handshake",
                "Remote host closed the channel",
                "closing inbound before receiving peer's close_notify",
                "Received fatal alert: internal_error"
            })
    void aServerThatDiesWithinAHandshakeIsAwayAndTheNextIsAsked(String message) {
        script.add(new SSLException(message));
        script.add(done());

        assertThat(connection(A, B).send(READ).status()).isEqualTo(200);
        assertThat(asked).containsExactly("a", "b");
    }

    @Test
    void aProxysPageIsNoProblemDocumentAndIsToldByItsStatus() {
        byte[] page = "<html>Bad gateway</html>".getBytes(StandardCharsets.UTF_8);
        script.add(new ApiAnswer(404, HttpHeaders.of(Map.of(), (n, v) -> true), page));

        assertThatThrownBy(() -> connection(A).send(READ))
                .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ApiException.UNEXPECTED_ANSWER))
                .satisfies(e -> assertThat(e.detail()).contains("404").doesNotContain("html"));
    }
}
