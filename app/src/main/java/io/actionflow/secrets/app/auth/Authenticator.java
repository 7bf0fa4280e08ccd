package io.actionflow.secrets.app.auth;

import java.security.cert.X509Certificate;
import java.util.Optional;

/** Finds out who calls. Safe for use by several threads. */
public interface Authenticator {

    /**
     * Returns who calls.
     *
     * @param authorization the Authorization header, if there is one
     * @param certificate the certificate that the caller has proved to hold, if there is one
     * @throws RefusedException where nobody may come in like that; it is counted and logged, without the token
     */
    Caller authenticate(Optional<String> authorization, Optional<X509Certificate> certificate) throws RefusedException;
}
