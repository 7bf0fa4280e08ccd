package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.app.http.Pem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom an instance believes to be another one: who has a certificate that an authority has signed for its host name. */
public final class PeerTls {

    private PeerTls() {}

    /** A client that trusts the authorities of a PEM file; those that Java trusts where there is none. */
    public static HttpClient.Builder client(Optional<Path> authorities) throws IOException, GeneralSecurityException {
        HttpClient.Builder builder = HttpClient.newBuilder();
        return authorities.isPresent() ? builder.sslContext(trusting(authorities.get())) : builder;
    }

    private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        List<Certificate> certificates = Pem.certificates(file);
        for (int i = 0; i < certificates.size(); i++) {
            authorities.setCertificateEntry("authority-" + i, certificates.get(i));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
