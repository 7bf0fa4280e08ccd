package io.actionflow.secrets.app.auth;

import io.actionflow.secrets.app.auth.RefusedException.Reason;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Knows callers by their token where there is one, else by their certificate. A token that is refused stays refused. */
public final class EitherAuthenticator implements Authenticator {

    private final Authenticator tokens;
    private final Authenticator certificates;

    public EitherAuthenticator(Authenticator tokens, Authenticator certificates) {
        this.tokens = tokens;
        this.certificates = certificates;
    }

    @Override
    public Caller authenticate(Optional<String> authorization, Optional<X509Certificate> certificate)
            throws RefusedException {
        if (authorization.isPresent()) {
            return tokens.authenticate(authorization, certificate);
        }
        if (certificate.isPresent()) {
            return certificates.authenticate(authorization, certificate);
        }
        throw new RefusedException(Reason.MISSING, "There is neither a token nor a client certificate");
    }
}
