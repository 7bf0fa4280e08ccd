package io.actionflow.secrets.app.auth;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the public keys come from that tokens are checked with: a JWKS. */
public final class TokenKeys {

    private static final Duration FETCH_WITHIN = Duration.ofSeconds(2);
    private static final int LARGEST = 1 << 20;
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration REFRESH_WITHIN = Duration.ofSeconds(5);
    // A token with an unknown key id makes us look for new keys: not for everyone who makes up ids.
    private static final Duration FETCH_AT_MOST_EVERY = Duration.ofSeconds(10);
    private static final Duration OUTAGE = Duration.ofHours(4);

    private static final Logger LOG = LoggerFactory.getLogger(TokenKeys.class);

    private TokenKeys() {}

    /** Keys from a file, which is read again when it changes. */
    public static JWKSource<SecurityContext> ofFile(Path file) throws IOException {
        return JwksFile.open(file);
    }

    /** What is wrong with a file of keys, if anything is. */
    public static Optional<String> mistake(Path file) {
        try {
            JwksFile.open(file);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Keys from the issuer's server; while that can't be reached, those that were last had are used for some hours. */
    public static JWKSource<SecurityContext> ofUrl(URI url) {
        if (url.getScheme().equals("http") && !isLoopback(url.getHost())) {
            LOG.warn("Keys come from {} without TLS: whoever is on the way can be anybody", url);
        }
        int millis = (int) FETCH_WITHIN.toMillis();
        try {
            return JWKSourceBuilder.create(url.toURL(), new DefaultResourceRetriever(millis, millis, LARGEST))
                    .cache(FRESH.toMillis(), REFRESH_WITHIN.toMillis())
                    .rateLimited(FETCH_AT_MOST_EVERY.toMillis())
                    .retrying(true)
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(url + " is not a URL that keys can be had from", e);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
