package io.actionflow.secrets.app.http;

import io.actionflow.secrets.app.text.FileState;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server's TLS from PEM files. New files are taken when they fit together; until then the old ones stay. */
public final class Tls implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    private final TlsFiles files;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private List<FileState> seen;

    Tls(TlsFiles files) throws IOException, GeneralSecurityException {
        this.files = files;
        this.seen = states();
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        // Whoever has no certificate may still have a token.
        factory.setWantClientAuth(files.clientAuthority().isPresent());
        configure(factory, Stores.of(files));
    }

    /** What is wrong with the files, if anything is. */
    public static Optional<String> mistake(TlsFiles files) {
        try {
            Stores.of(files);
            return Optional.empty();
        } catch (IOException | GeneralSecurityException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    /** Takes the files anew if one of them has changed. */
    @Override
    public void run() {
        List<FileState> now = states();
        if (now.equals(seen)) {
            return;
        }
        try {
            Stores stores = Stores.of(files);
            factory.reload(same -> configure((SslContextFactory.Server) same, stores));
            LOG.info("Took the new certificate of {}", files.certificate());
        } catch (Exception e) {
            LOG.warn("Kept the certificate that was there, because the new one can't be used: {}", e.getMessage());
        }
        seen = now;
    }

    private List<FileState> states() {
        List<FileState> states = new ArrayList<>(List.of(FileState.of(files.certificate()), FileState.of(files.key())));
        files.clientAuthority().map(FileState::of).ifPresent(states::add);
        return states;
    }

    private static void configure(SslContextFactory.Server factory, Stores stores) {
        factory.setKeyStore(stores.keys());
        factory.setKeyStorePassword(stores.password());
        factory.setTrustStore(stores.authorities());
    }

    /** The files as Java's TLS wants them. */
    private record Stores(KeyStore keys, String password, KeyStore authorities) {

        static Stores of(TlsFiles files) throws IOException, GeneralSecurityException {
            List<Certificate> chain = Pem.certificates(files.certificate());
            PrivateKey key = Pem.privateKey(files.key());
            refuseUnlessPair(files, key, chain.get(0));
            byte[] random = new byte[16];
            new SecureRandom().nextBytes(random);
            // It never leaves the memory that the key is in as well; the store wants one.
            String password = HexFormat.of().formatHex(random);
            KeyStore keys = empty();
            keys.setKeyEntry("server", key, password.toCharArray(), chain.toArray(Certificate[]::new));
            KeyStore authorities = empty();
            if (files.clientAuthority().isPresent()) {
                addAll(authorities, files.clientAuthority().get());
            }
            return new Stores(keys, password, authorities);
        }

        private static void addAll(KeyStore store, Path file) throws IOException, GeneralSecurityException {
            List<Certificate> authorities = Pem.certificates(file);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
        }

        private static KeyStore empty() throws IOException, GeneralSecurityException {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        }

        // Half of a change, new certificate and old key, would else be found out by callers.
        private static void refuseUnlessPair(TlsFiles files, PrivateKey key, Certificate certificate)
                throws GeneralSecurityException {
            String algorithm = key.getAlgorithm().equals("EdDSA")
                    ? "EdDSA"
                    : "SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
            byte[] something = {1};
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(something);
            byte[] signature = signing.sign();
            Signature checking = Signature.getInstance(algorithm);
            boolean fits;
            try {
                checking.initVerify(certificate.getPublicKey());
                checking.update(something);
                fits = checking.verify(signature);
            } catch (GeneralSecurityException e) {
                // A key of another kind altogether.
                fits = false;
            }
            if (!fits) {
                throw new GeneralSecurityException(
                        files.key() + " is not the key of the certificate in " + files.certificate());
            }
        }
    }
}
