package io.actionflow.secrets.app.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.app.fixture.Certificates;
import io.actionflow.secrets.app.http.ApiDocument;
import io.actionflow.secrets.app.http.ApiServer;
import io.actionflow.secrets.app.http.HttpSettings;
import io.actionflow.secrets.app.http.TlsFiles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTlsTest {

    @TempDir
    Path directory;

    @Test
    void onlyWhoHasACertificateOfTheResolversAuthorityIsTakenForAResolver() throws Exception {
        Certificates certificates =
                new Certificates(directory).authority("resolvers").authority("workers");
        certificates.certificate("resolver", "CN=resolver", "resolvers");
        certificates.certificate("worker", "CN=worker", "workers");

        assertThat(status("resolver", certificates, Optional.of("resolvers"))).isEqualTo(200);
        assertThatThrownBy(() -> status("worker", certificates, Optional.of("resolvers")))
                .isInstanceOf(SSLHandshakeException.class);
        assertThatThrownBy(() -> status("resolver", certificates, Optional.empty()))
                .as("Java knows no authority of ours")
                .isInstanceOf(SSLHandshakeException.class);
    }

    /** What the holder of the certificate answers to who trusts the authority. */
    private static int status(String holder, Certificates certificates, Optional<String> authority) throws Exception {
        TlsFiles files =
                new TlsFiles(certificates.certificateFile(holder), certificates.keyFile(holder), Optional.empty());
        try (ApiServer server = ApiServer.start(
                HttpSettings.onLoopback(0).with(files),
                ApiDocument.of("/openapi/resolver-api.yaml").routes(),
                new TokenOfSubject(),
                new SimpleMeterRegistry())) {
            HttpClient client =
                    PeerTls.client(authority.map(certificates::certificateFile)).build();
            URI uri = server.address().resolve("/openapi.yaml");
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
