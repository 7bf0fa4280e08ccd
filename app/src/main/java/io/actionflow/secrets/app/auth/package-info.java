/**
 * Who may come in: callers are known by a bearer token (JWT) or by a client certificate (mutual TLS). {@link
 * io.actionflow.secrets.app.auth.Authenticator} finds out who calls, or refuses.
 */
@NullMarked
package io.actionflow.secrets.app.auth;

import org.jspecify.annotations.NullMarked;
