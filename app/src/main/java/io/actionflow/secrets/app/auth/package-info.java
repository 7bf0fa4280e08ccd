/**
 * Who may come in: callers are known by a bearer token (JWT) or by a client certificate (mutual TLS). {@link
 * io.actionflow.secrets.app.auth.Authenticator} finds out who calls, or refuses: {@link
 * io.actionflow.secrets.app.auth.JwtAuthenticator} by a token that a key of {@link
 * io.actionflow.secrets.app.auth.TokenKeys} has signed, {@link io.actionflow.secrets.app.auth.CertificateAuthenticator} by
 * a certificate that a {@link io.actionflow.secrets.app.auth.ClientsFile} names. {@link
 * io.actionflow.secrets.app.auth.TokenMinter} makes tokens for development and tests.
 */
@NullMarked
package io.actionflow.secrets.app.auth;

import org.jspecify.annotations.NullMarked;
