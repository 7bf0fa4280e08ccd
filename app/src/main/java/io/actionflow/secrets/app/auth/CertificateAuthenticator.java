package io.actionflow.secrets.app.auth;

import io.actionflow.secrets.app.auth.RefusedException.Reason;
import io.actionflow.secrets.app.text.FileState;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows callers by a client certificate that TLS has checked, and that a {@link ClientsFile} names. The file is read again
 * when it changes; one with mistakes leaves what was there.
 */
public final class CertificateAuthenticator implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateAuthenticator.class);

    private record Read(FileState state, ClientsFile.Clients clients) {}

    private final Path file;
    private volatile Read last;

    private CertificateAuthenticator(Path file, Read first) {
        this.file = file;
        this.last = first;
    }

    public static CertificateAuthenticator of(Path clients) throws IOException {
        FileState state = FileState.of(clients);
        return new CertificateAuthenticator(clients, new Read(state, ClientsFile.read(clients)));
    }

    @Override
    public Caller authenticate(Optional<String> authorization, Optional<X509Certificate> certificate)
            throws RefusedException {
        X509Certificate proved =
                certificate.orElseThrow(() -> new RefusedException(Reason.MISSING, "There is no client certificate"));
        return new Caller(
                proved.getSubjectX500Principal().getName(X500Principal.RFC2253),
                projects(proved)
                        .orElseThrow(() -> new RefusedException(
                                Reason.UNKNOWN_CERTIFICATE,
                                "The client certificate is not one of those that are known here")));
    }

    private Optional<Set<String>> projects(X509Certificate certificate) {
        ClientsFile.Clients known = clients();
        return Optional.ofNullable(known.fingerprints().get(fingerprint(certificate)))
                .or(() -> Optional.ofNullable(known.subjects().get(certificate.getSubjectX500Principal())));
    }

    private ClientsFile.Clients clients() {
        FileState now = FileState.of(file);
        if (!now.equals(last.state())) {
            take(now);
        }
        return last.clients();
    }

    private synchronized void take(FileState state) {
        if (state.equals(last.state())) {
            return;
        }
        try {
            last = new Read(state, ClientsFile.read(file));
            LOG.info("Took the new clients of {}", file);
        } catch (IOException e) {
            last = new Read(state, last.clients());
            LOG.warn("Kept the clients that were there: {}", e.getMessage());
        }
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("Every Java has SHA-256, and TLS has read this certificate", e);
        }
    }
}
