package io.actionflow.secrets.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.auth.JwtAuthenticator;
import io.actionflow.secrets.app.auth.JwtSettings;
import io.actionflow.secrets.app.auth.TokenKeys;
import io.actionflow.secrets.app.auth.TokenMinter;
import io.actionflow.secrets.app.fixture.CapturedLog;
import io.actionflow.secrets.app.fixture.Deadline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class TokensAndLogsTest {

    @TempDir
    private Path directory;

    @Test
    void whoIsRefusedIsCountedAndLoggedWithoutTheToken() throws Exception {
        TokenMinter minter = TokenMinter.create(directory);
        String good = minter.mint(TokenMinter.ISSUER, "ol\u202ega", "secrets", Set.of(), Duration.ofHours(1));
        String foreign = minter.mint(TokenMinter.ISSUER, "olga", "others", Set.of(), Duration.ofHours(1));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (CapturedLog log = new CapturedLog();
                ApiServer server = server(registry)) {
            assertThat(status(server, "/who", "asked-1", "Authorization", "Bearer " + good))
                    .isEqualTo(200);
            assertThat(status(server, "/who", "asked-2", "Authorization", "Bearer " + foreign))
                    .isEqualTo(401);
            assertThat(status(server, "/who", "asked-3", "Authorization", foreign))
                    .isEqualTo(401);
            assertThat(status(server, "/who?access_token=" + good, "asked-4", "X-Token", good))
                    .isEqualTo(401);
            Deadline.seconds(10).await("all to be logged", () -> log.text().contains("\"asked-4\""));

            assertThat(log.text())
                    .contains("asked-2: AUDIENCE", "asked-3: MALFORMED", "asked-4: MISSING", "subject=\"ol?ga\"");
            for (String token : List.of(good, foreign)) {
                assertThat(List.of(token.split("\\.")))
                        .noneMatch(part -> log.text().contains(part));
            }
            assertThat(registry.counter("secrets.auth.refused", "reason", "AUDIENCE")
                            .count())
                    .isEqualTo(1);

            // The control: had somebody logged it, this would have seen it.
            LoggerFactory.getLogger("io.actionflow.secrets.control").debug("a token: {}", good);
            assertThat(log.text()).contains(good.split("\\.")[1]);
        }
    }

    private ApiServer server(SimpleMeterRegistry registry) throws Exception {
        Route who = new Route(
                "GET",
                "/who",
                "who",
                Route.Access.CALLER,
                0,
                request -> CompletableFuture.completedFuture(
                        Json.response(200, Map.of("subject", request.caller().subject()))));
        JwtAuthenticator authenticator = new JwtAuthenticator(
                new JwtSettings(TokenMinter.ISSUER, "secrets"),
                TokenKeys.ofFile(directory.resolve(TokenMinter.JWKS_FILE)),
                InstantSource.system());
        return ApiServer.start(HttpSettings.onLoopback(0), List.of(who), authenticator, registry);
    }

    private static int status(ApiServer server, String path, String id, String... headers) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve(path))
                .header("X-Request-Id", id)
                .headers(headers)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
