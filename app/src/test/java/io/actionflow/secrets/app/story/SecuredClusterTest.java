package io.actionflow.secrets.app.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.actionflow.secrets.app.auth.TokenMinter;
import io.actionflow.secrets.app.client.PemTls;
import io.actionflow.secrets.schemas.Ids;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only the cluster has: everything speaks TLS, and workers may come with a certificate. */
@EnabledIfEnvironmentVariable(
        named = StoryOnClusterTest.DIRECTORY,
        matches = ".+",
        disabledReason = StoryOnClusterTest.WHY_NOT)
class SecuredClusterTest {

    private static final Path GENERATED =
            Path.of(System.getenv().getOrDefault(StoryOnClusterTest.DIRECTORY, "."), "cluster", "generated");
    private static final int SOCKET_PATIENCE_MILLIS = 20_000;

    private ClusterPlace place;

    @BeforeEach
    void open() throws Exception {
        place = new ClusterPlace(Path.of(System.getenv(StoryOnClusterTest.DIRECTORY)));
    }

    @Test
    void aWorkerResolvesWithItsCertificateAlone() throws Exception {
        String project = projectWithASecret("by certificate");
        HttpClient worker = client(Optional.of("worker"));

        HttpResponse<String> begun = send(worker, "/v1/runs", beginning(project));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        String run = json(begun).path("run").asText();
        String asking = "{\"run\":\"" + run + "\",\"nodeId\":\"call-api\",\"input\":\"apiKey\"}";
        HttpResponse<String> resolved = send(worker, "/v1/runs/resolve", asking);
        assertThat(resolved.statusCode()).as(resolved.body()).isEqualTo(200);
        assertThat(json(resolved).at("/values/0/value").binaryValue())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("by certificate");
    }

    @Test
    void whoShowsNothingIsNobodyAndABrokersCertificateMakesNoWorker() throws Exception {
        assertThat(send(client(Optional.empty()), "/v1/runs", beginning("any")).statusCode())
                .isEqualTo(401);
        try {
            assertThat(send(client(Optional.of("kafka-1")), "/v1/runs", beginning("any"))
                            .statusCode())
                    .isEqualTo(401);
        } catch (SSLException e) {
            // The door may be shut during the handshake as well.
            assertThat(e).hasMessageContaining("certificate");
        }
    }

    @Test
    void aTokenOfAnotherIssuerOrWithAnothersSignatureIsRefused(@TempDir Path directory) throws Exception {
        TokenMinter ours = TokenMinter.load(GENERATED.resolve("tokens").resolve(TokenMinter.KEY_FILE));
        TokenMinter theirs = TokenMinter.create(directory.resolve("tokens"));
        Duration hour = Duration.ofHours(1);
        String elsewhere = ours.mint("https://elsewhere.example", "olga", "secret-editor-api", Set.of(), hour);
        String forged = theirs.mint(TokenMinter.ISSUER, "olga", "secret-editor-api", Set.of(), hour);
        String good = ours.mint(TokenMinter.ISSUER, "olga", "secret-editor-api", Set.of(), hour);

        Http http = Http.of(place);
        for (URI server : place.editors()) {
            assertThat(http.send("GET", server, "/v1/projects", good, "").status())
                    .isEqualTo(200);
            assertThat(http.send("GET", server, "/v1/projects", elsewhere, "").status())
                    .isEqualTo(401);
            assertThat(http.send("GET", server, "/v1/projects", forged, "").status())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8471, 8472, 8481, 8482, 19092, 29092, 39092})
    void nothingAnswersInPlaintext(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(SOCKET_PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            // A TLS alert at most (RFC 8446, 6), and the connection is over.
            assertThat(answer.length == 0 || answer[0] == 0x15)
                    .as(new String(answer, StandardCharsets.ISO_8859_1))
                    .isTrue();
        } catch (java.net.SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    @Test
    void whoTrustsAnotherAuthorityTrustsNoServer() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(PemTls.context(
                        Optional.of(GENERATED.resolve("worker-ca.pem")), Optional.empty(), Optional.empty()))
                .build();
        assertThatThrownBy(() -> send(client, "/v1/runs", beginning("any"))).isInstanceOf(SSLException.class);
    }

    private String projectWithASecret(String value) throws Exception {
        String project = Ids.random();
        String path = "/v1/projects/" + project;
        edit("POST", "/v1/projects", "{\"projectId\":\"" + project + "\"}");
        edit(
                "POST",
                path + "/secrets",
                "{\"secretId\":\"key\",\"name\":\"key\",\"value\":{\"text\":\"" + value + "\"}}");
        edit("PUT", path + "/actionflows/forecast", StorySuite.FLOW);
        edit("POST", path + "/sync?wait=30", "");
        return project;
    }

    private void edit(String method, String path, String body) throws Exception {
        String token = place.editorToken("olga", Duration.ofHours(1));
        Http.Answer answer = Http.of(place).send(method, place.editors().get(0), path, token, body);
        assertThat(answer.status()).as(answer.json().toString()).isBetween(200, 299);
    }

    private HttpClient client(Optional<String> certificate) throws Exception {
        Optional<Path> chain = certificate.map(name -> GENERATED.resolve(name).resolve(name + ".pem"));
        Optional<Path> key = certificate.map(name -> GENERATED.resolve(name).resolve(name + "-key.pem"));
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(PemTls.context(place.ca(), chain, key))
                .build();
    }

    private HttpResponse<String> send(HttpClient client, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(place.resolvers().get(0).resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String beginning(String project) {
        return "{\"projectId\":\"" + project + "\",\"actionflowId\":\"forecast\"}";
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }
}
