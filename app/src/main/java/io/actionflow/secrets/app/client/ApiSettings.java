package io.actionflow.secrets.app.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where an API is, and how to come in.
 *
 * @param servers at least one; the next is tried when one is away or busy
 * @param token who asks; empty where a client certificate says so, or nobody need say
 * @param tls whom to trust, and who we are; empty for what Java trusts
 * @param patience how long one call may take, with all of its attempts
 */
public record ApiSettings(List<URI> servers, Optional<AccessToken> token, Optional<SSLContext> tls, Duration patience) {

    public ApiSettings {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one server");
        }
    }
}
