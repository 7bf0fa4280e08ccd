package io.actionflow.secrets.app.service;

import io.actionflow.secrets.app.auth.Authenticator;
import io.actionflow.secrets.app.http.HttpSettings;
import java.net.URI;
import java.util.Optional;

/**
 * How a resolver serves its API.
 *
 * @param url where other resolvers reach it; by default where it listens, under the machine's name where it listens on all
 *     of its addresses
 */
public record ResolverHttp(HttpSettings settings, Authenticator authenticator, Optional<URI> url) {}
