package io.actionflow.secrets.app.service;

import io.actionflow.secrets.app.auth.Authenticator;
import io.actionflow.secrets.app.http.HttpSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a resolver serves its API.
 *
 * @param url where other resolvers reach it; by default where it listens, under the machine's name where it listens on all
 *     of its addresses
 * @param peerAuthority PEM of who signs the certificates of the other resolvers; those that Java trusts where it is empty
 */
public record ResolverHttp(
        HttpSettings settings, Authenticator authenticator, Optional<URI> url, Optional<Path> peerAuthority) {}
