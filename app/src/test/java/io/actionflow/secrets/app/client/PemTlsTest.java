package io.actionflow.secrets.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.actionflow.secrets.app.fixture.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that asks for a certificate, and says whose it got. */
class PemTlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private static Path directory;

    private static Certificates certificates;
    private static HttpsServer server;

    @BeforeAll
    static void start() throws Exception {
        certificates = new Certificates(directory).authority("ca").authority("strangers");
        certificates.certificate("server", "CN=server", "ca");
        certificates.certificate("worker", "CN=worker", "ca");
        SSLContext context = context("ca", "server");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = getSSLContext().getDefaultSSLParameters();
                tls.setNeedClientAuth(true);
                parameters.setSSLParameters(tls);
            }
        });
        server.createContext("/", exchange -> {
            String who = ((HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName();
            byte[] answer = ("{\"run\":\"" + who + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static SSLContext context(String authority, String own) throws Exception {
        return PemTls.context(
                Optional.of(certificates.certificateFile(authority)),
                Optional.of(certificates.certificateFile(own)),
                Optional.of(certificates.keyFile(own)));
    }

    private static String answerTo(SSLContext tls) {
        URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
        ResolverApi api =
                ResolverApi.connect(new ApiSettings(List.of(uri), Optional.empty(), Optional.of(tls), PATIENCE, 1));
        return api.begin("p", "a", OptionalLong.empty()).path("run").asText();
    }

    @Test
    void aPrivateAuthorityIsTrustedAndOurCertificateIsShown() throws Exception {
        assertThat(answerTo(context("ca", "worker"))).isEqualTo("CN=worker");
    }

    @Test
    void anAuthorityThatWasNotNamedIsNotTrusted() throws Exception {
        SSLContext stranger = context("strangers", "worker");

        assertThatThrownBy(() -> answerTo(stranger))
                .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ApiException.NOT_TRUSTED));
    }

    /** As of a process that was killed, or of a proxy whose server only just starts. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aServerThatIsGoneBeforeTheHandshakeIsOverIsAwayAndTheNextIsAsked(boolean isReset) throws Exception {
        ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread closing = new Thread(() -> closeEach(door, isReset));
        closing.start();
        try {
            URI gone = URI.create("https://127.0.0.1:" + door.getLocalPort());
            URI there = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
            ApiSettings settings = new ApiSettings(
                    List.of(gone, there), Optional.empty(), Optional.of(context("ca", "worker")), PATIENCE, 1);
            String who = ResolverApi.connect(settings)
                    .begin("p", "a", OptionalLong.empty())
                    .path("run")
                    .asText();
            assertThat(who).isEqualTo("CN=worker");
        } finally {
            door.close();
            closing.join();
        }
    }

    private static void closeEach(ServerSocket door, boolean isReset) {
        while (!door.isClosed()) {
            try (Socket visitor = door.accept()) {
                visitor.getInputStream().read();
                if (isReset) {
                    visitor.setSoLinger(true, 0);
                }
            } catch (IOException e) {
                assertThat(door.isClosed()).as(e.toString()).isTrue();
            }
        }
    }

    @Test
    void aFileThatHoldsSomethingElseIsNamed() throws Exception {
        Path other = Files.writeString(directory.resolve("other.pem"), "-----BEGIN ENCRYPTED PRIVATE KEY-----");
        Path certificate = certificates.certificateFile("worker");

        assertThatThrownBy(() -> PemTls.context(Optional.of(other), Optional.empty(), Optional.empty()))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining(other.toString());
        assertThatThrownBy(() -> PemTls.context(Optional.empty(), Optional.of(certificate), Optional.of(other)))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("PKCS #8");
    }
}
