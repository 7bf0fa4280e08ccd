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
 * @param rounds how often all servers are asked at most while none of them can say anything
 */
public record ApiSettings(
        List<URI> servers, Optional<AccessToken> token, Optional<SSLContext> tls, Duration patience, int rounds) {

    private static final int ROUNDS = 8;

    /** With as many rounds as somebody at a terminal has patience for. */
    public ApiSettings(List<URI> servers, Optional<AccessToken> token, Optional<SSLContext> tls, Duration patience) {
        this(servers, token, tls, patience, ROUNDS);
    }

    public ApiSettings {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one server");
        }
    }

    /** The same with one round: each server is asked once. */
    public ApiSettings onceEach() {
        return new ApiSettings(servers, token, tls, patience, 1);
    }
}
