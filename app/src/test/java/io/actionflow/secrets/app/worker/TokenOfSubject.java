package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.app.auth.Authenticator;
import io.actionflow.secrets.app.auth.Caller;
import io.actionflow.secrets.app.auth.RefusedException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Believes what it is told, {@code Bearer subject:project,project}, and takes whoever has no token for somebody with a
 * certificate: how callers are known is tested elsewhere.
 */
final class TokenOfSubject implements Authenticator {

    private static final String BEARER = "Bearer ";

    @Override
    public Caller authenticate(Optional<String> authorization, Optional<X509Certificate> certificate)
            throws RefusedException {
        if (authorization.isEmpty()) {
            return new Caller("CN=worker", Set.of(Caller.ANY_PROJECT));
        }
        String[] parts = authorization.get().substring(BEARER.length()).split(":", 2);
        if (parts.length < 2) {
            throw new RefusedException(RefusedException.Reason.MALFORMED, "No token of a test");
        }
        return new Caller(parts[0], new HashSet<>(Arrays.asList(parts[1].split(",", -1))));
    }
}
