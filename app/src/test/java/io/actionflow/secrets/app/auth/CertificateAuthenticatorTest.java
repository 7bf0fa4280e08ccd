package io.actionflow.secrets.app.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.actionflow.secrets.app.auth.RefusedException.Reason;
import io.actionflow.secrets.app.fixture.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthenticatorTest {

    @TempDir
    private static Path directory;

    private static X509Certificate worker;

    @BeforeAll
    static void makeCertificate() throws Exception {
        worker = new Certificates(directory).authority("ca").certificate("worker", "CN=worker-1,O=acme", "ca");
    }

    @Test
    void aCertificateIsKnownByItsSubjectHoweverThatIsWritten() throws Exception {
        for (String subject : new String[] {"CN=worker-1,O=acme", "CN=worker-1, O=acme", "cn=Worker-1, o=acme"}) {
            Caller caller = authenticator(subject + "=weather, billing\n").authenticate(Optional.empty(), proved());

            assertThat(caller).isEqualTo(new Caller("CN=worker-1,O=acme", Set.of("weather", "billing")));
        }
    }

    @Test
    void aCertificateIsKnownByItsFingerprint() throws Exception {
        String digits = HexFormat.of()
                .withUpperCase()
                .withDelimiter(":")
                .formatHex(MessageDigest.getInstance("SHA-256").digest(worker.getEncoded()));

        assertThat(authenticator("# ours\n\nsha256:" + digits + " = *\n")
                        .authenticate(Optional.empty(), proved())
                        .mayResolve("any"))
                .isTrue();
    }

    @Test
    void anotherCertificateIsNotKnownAndNoneIsMissing() throws Exception {
        CertificateAuthenticator others = authenticator("CN=worker-1=weather\nCN=worker-1,O=other=weather\n");

        assertThat(reason(others, proved())).isEqualTo(Reason.UNKNOWN_CERTIFICATE);
        assertThat(reason(others, Optional.empty())).isEqualTo(Reason.MISSING);
    }

    @Test
    void aChangedFileIsTakenUnlessItHasMistakes() throws Exception {
        Path file = Files.writeString(directory.resolve("changing"), "CN=other=weather\n");
        CertificateAuthenticator authenticator = CertificateAuthenticator.of(file);
        assertThat(reason(authenticator, proved())).isEqualTo(Reason.UNKNOWN_CERTIFICATE);

        Files.writeString(file, "CN=worker-1,O=acme=weather\n");
        assertThat(authenticator.authenticate(Optional.empty(), proved()).projects())
                .containsExactly("weather");

        Files.writeString(file, "no line of ours\n");
        assertThat(authenticator.authenticate(Optional.empty(), proved()).projects())
                .containsExactly("weather");
    }

    @Test
    void everyMistakeIsNamedWithItsLine() throws Exception {
        Path file = Files.writeString(
                directory.resolve("wrong"), "CN=a=x\nnothing\nsha256:12=x\nCN=a=y\n=x\nnot a name=x\n");

        assertThat(ClientsFile.mistakes(file)).hasSize(5).allSatisfy(mistake -> assertThat(mistake)
                .matches(".*wrong, line [2-6]: .*"));
        assertThat(ClientsFile.mistakes(directory.resolve("absent"))).hasSize(1);
    }

    @Test
    void aTokenCountsBeforeACertificateAlsoWhenItIsRefused() throws Exception {
        Authenticator tokens = (authorization, certificate) -> {
            throw new RefusedException(Reason.EXPIRED, "expired");
        };
        EitherAuthenticator either = new EitherAuthenticator(tokens, authenticator("CN=worker-1,O=acme=weather\n"));

        assertThat(either.authenticate(Optional.empty(), proved()).subject()).isEqualTo("CN=worker-1,O=acme");
        assertThat(reason(either, Optional.of("Bearer x"), proved())).isEqualTo(Reason.EXPIRED);
        assertThat(reason(either, Optional.empty(), Optional.empty())).isEqualTo(Reason.MISSING);
    }

    private static CertificateAuthenticator authenticator(String text) throws Exception {
        return CertificateAuthenticator.of(Files.writeString(directory.resolve("clients"), text));
    }

    private static Optional<X509Certificate> proved() {
        return Optional.of(worker);
    }

    private static Reason reason(Authenticator authenticator, Optional<X509Certificate> certificate) {
        return reason(authenticator, Optional.empty(), certificate);
    }

    private static Reason reason(
            Authenticator authenticator, Optional<String> header, Optional<X509Certificate> certificate) {
        return catchThrowableOfType(RefusedException.class, () -> authenticator.authenticate(header, certificate))
                .reason();
    }
}
