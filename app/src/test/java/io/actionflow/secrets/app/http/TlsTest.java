package io.actionflow.secrets.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.app.auth.Authenticator;
import io.actionflow.secrets.app.auth.CertificateAuthenticator;
import io.actionflow.secrets.app.auth.EitherAuthenticator;
import io.actionflow.secrets.app.fixture.Certificates;
import io.actionflow.secrets.app.fixture.Deadline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    @TempDir
    private static Path directory;

    private static Certificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new Certificates(directory).authority("ca").authority("strangers");
        certificates.certificate("server", "CN=server", "ca");
        certificates.certificate("renewed", "CN=renewed", "ca");
        certificates.certificate("worker", "CN=worker-1,O=acme", "ca");
        certificates.certificate("stranger", "CN=worker-1,O=acme", "strangers");
    }

    @Test
    void aCallerIsKnownByCertificateOrByTokenOnTheSamePort() throws Exception {
        try (ApiServer server = server(files())) {
            assertThat(who(server, client("worker"))).isEqualTo("CN=worker-1,O=acme");
            assertThat(who(server, client(null), "Authorization", "Bearer olga"))
                    .isEqualTo("olga");
            assertThat(who(server, client("worker"), "Authorization", "Bearer olga"))
                    .isEqualTo("olga");
            assertThat(who(server, client(null))).isEqualTo("401");
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityDoesNotComeIn() throws Exception {
        try (ApiServer server = server(files())) {
            // A client that is asked for certificates of certain authorities may send none of others: then it is
            // nobody.
            try {
                assertThat(who(server, client("stranger"))).isEqualTo("401");
            } catch (SSLException e) {
                assertThat(e).isInstanceOf(SSLHandshakeException.class);
            }
        }
    }

    @Test
    void aRenewedCertificateIsTakenWithoutARestartAndHalfAChangeIsNot() throws Exception {
        TlsFiles files = files();
        try (ApiServer server = server(files)) {
            replace(files.certificate(), certificates.certificateFile("renewed"));
            assertThat(serverName(server)).isEqualTo("CN=server");
            replace(files.key(), certificates.keyFile("renewed"));

            Deadline.seconds(20)
                    .await("the renewed certificate", () -> serverName(server).equals("CN=renewed"));
        }
    }

    @Test
    void filesThatDoNotFitAreMistakesThatSayNothingOfTheirContent() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "hidden");
        Path encrypted = Files.writeString(
                directory.resolve("encrypted"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\naGlkZGVu\n-----END ENCRYPTED PRIVATE KEY-----\n");
        Path broken = Files.writeString(
                directory.resolve("broken"), "-----BEGIN PRIVATE KEY-----\naGlkZGVu\n-----END PRIVATE KEY-----\n");
        Path certificate = certificates.certificateFile("server");

        assertThat(List.of(
                        mistake(text, certificates.keyFile("server")),
                        mistake(certificate, text),
                        mistake(certificate, encrypted),
                        mistake(certificate, broken),
                        mistake(certificate, certificates.keyFile("renewed")),
                        mistake(certificate, directory.resolve("absent"))))
                .allSatisfy(mistake -> assertThat(mistake).isNotEmpty().doesNotContain("hidden", "aGlkZGVu"))
                .doesNotHaveDuplicates();
        assertThat(Tls.mistake(new TlsFiles(certificate, certificates.keyFile("server"), Optional.empty())))
                .isEmpty();
    }

    @Test
    void aServerWithFilesThatDoNotFitDoesNotStart() {
        TlsFiles wrong =
                new TlsFiles(certificates.certificateFile("server"), certificates.keyFile("renewed"), Optional.empty());

        assertThatThrownBy(() -> server(wrong)).hasMessageContaining("is not the key of");
    }

    private static String mistake(Path certificate, Path key) {
        return Tls.mistake(new TlsFiles(certificate, key, Optional.empty())).orElse("");
    }

    // Copies, because a test changes them.
    private static TlsFiles files() throws Exception {
        Path copies = Files.createTempDirectory(directory, "tls");
        return new TlsFiles(
                Files.copy(certificates.certificateFile("server"), copies.resolve("tls.crt")),
                Files.copy(certificates.keyFile("server"), copies.resolve("tls.key")),
                Optional.of(certificates.certificateFile("ca")));
    }

    private static void replace(Path file, Path by) throws Exception {
        Path next = Files.copy(by, file.resolveSibling("next"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static ApiServer server(TlsFiles files) throws Exception {
        Path clients = Files.writeString(directory.resolve("clients"), "CN=worker-1,O=acme=weather\n");
        Authenticator either = new EitherAuthenticator(TestApi.BY_NAME, CertificateAuthenticator.of(clients));
        Route who = new Route(
                "GET",
                "/who",
                "who",
                Route.Access.CALLER,
                0,
                request -> CompletableFuture.completedFuture(
                        Json.response(200, Map.of("subject", request.caller().subject()))));
        return ApiServer.start(HttpSettings.onLoopback(0).with(files), List.of(who), either, new SimpleMeterRegistry());
    }

    private static HttpClient client(String certificate) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates.trusting("ca"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore none = KeyStore.getInstance("PKCS12");
        none.load(null, null);
        keys.init(certificate == null ? none : certificates.only(certificate), new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static String who(ApiServer server, HttpClient client, String... headers) throws Exception {
        HttpResponse<String> answer = send(server, client, headers);
        return answer.statusCode() == 200
                ? answer.body().replaceAll("\\{\"subject\":\"(.*)\"}", "$1")
                : Integer.toString(answer.statusCode());
    }

    private static String serverName(ApiServer server) throws Exception {
        X509Certificate shown = (X509Certificate)
                send(server, client(null)).sslSession().orElseThrow().getPeerCertificates()[0];
        return shown.getSubjectX500Principal().getName();
    }

    private static HttpResponse<String> send(ApiServer server, HttpClient client, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve("/who"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
