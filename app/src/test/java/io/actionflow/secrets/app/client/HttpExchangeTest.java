package io.actionflow.secrets.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.app.client.FakeApi.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real sockets: what is sent to whom. */
class HttpExchangeTest {

    private static final ApiCall CALL = ApiCall.of("POST", "/v1/runs").body("application/json", "{}".getBytes());
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private FakeApi named;
    private FakeApi other;

    @BeforeEach
    void start() throws IOException {
        named = new FakeApi();
        other = new FakeApi().on("POST /v1/runs", 201, "{}");
    }

    @AfterEach
    void stop() {
        named.close();
        other.close();
    }

    private static HttpExchange exchange(boolean redirects, FakeApi... servers) {
        List<URI> uris = Stream.of(servers).map(each -> URI.create(each.url())).toList();
        return new HttpExchange(
                new ApiSettings(uris, Optional.of(AccessToken.of("tok.en")), Optional.empty(), PATIENCE), redirects);
    }

    private ApiAnswer send(HttpExchange exchange) throws IOException {
        return exchange.send(URI.create(named.url()), CALL, PATIENCE);
    }

    private static Answer elsewhere(String location) {
        return new Answer(307, Map.of("Location", location), new byte[0]);
    }

    @Test
    void theTokenGoesToAServerThatWasNamed() throws Exception {
        named.on("POST /v1/runs", 201, "{}");

        assertThat(send(exchange(true, named)).status()).isEqualTo(201);

        assertThat(named.seen().get(0).header("Authorization")).contains("Bearer tok.en");
    }

    @Test
    void aRedirectionIsFollowedWithTheSameBodyAndWithoutTheToken() throws Exception {
        named.on("POST /v1/runs", elsewhere(other.url() + "/v1/runs"));

        assertThat(send(exchange(true, named)).status()).isEqualTo(201);

        assertThat(other.seen().get(0).text()).isEqualTo("{}");
        assertThat(other.seen().get(0).header("Authorization")).isEmpty();
    }

    @Test
    void aRedirectionToAnotherServerThatWasNamedTakesTheTokenAlong() throws Exception {
        named.on("POST /v1/runs", elsewhere(other.url() + "/v1/runs"));

        send(exchange(true, named, other));

        assertThat(other.seen().get(0).header("Authorization")).contains("Bearer tok.en");
    }

    @Test
    void aRedirectionToAnotherSchemeIsRefused() {
        named.on("POST /v1/runs", elsewhere(other.url().replace("http:", "https:") + "/v1/runs"));

        assertThatThrownBy(() -> send(exchange(true, named))).hasMessageContaining("a redirection from http");
        assertThat(other.seen()).isEmpty();
    }

    @Test
    void redirectionsInACircleEnd() {
        named.on("POST /v1/runs", elsewhere("/v1/runs"));

        assertThatThrownBy(() -> send(exchange(true, named))).hasMessageContaining("one redirection after another");
        assertThat(named.seen()).hasSize(5);
    }

    @Test
    void theEditorApiHasNoReasonToRedirect() throws Exception {
        named.on("POST /v1/runs", elsewhere(other.url() + "/v1/runs"));

        assertThat(send(exchange(false, named)).status()).isEqualTo(307);
        assertThat(other.seen()).isEmpty();
    }

    @Test
    void aServerThatIsAwayIsAFailureOfTheConnection() {
        named.close();

        assertThatThrownBy(() -> send(exchange(true, named))).isInstanceOf(IOException.class);
    }
}
