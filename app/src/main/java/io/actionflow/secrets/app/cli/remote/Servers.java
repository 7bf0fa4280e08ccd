package io.actionflow.secrets.app.cli.remote;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.PemTls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** Addresses of servers as people write them. */
final class Servers {

    private Servers() {}

    /** One or more, separated by commas. */
    static List<URI> parse(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(Servers::one)
                .toList();
    }

    private static URI one(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw wrong(text);
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean isServer = Set.of("http", "https").contains(scheme) && uri.getHost() != null;
        if (!isServer || uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw wrong(text);
        }
        return uri;
    }

    /** The context for the certificates that are named; empty for what Java trusts. */
    static Optional<SSLContext> tls(
            Surroundings surroundings, Optional<Path> ca, Optional<Path> certificate, Optional<Path> key)
            throws IOException, GeneralSecurityException {
        Optional<Path> trusted = ca.or(() -> surroundings.variable("SECRETS_CA").map(Path::of));
        return trusted.isEmpty() && certificate.isEmpty()
                ? Optional.empty()
                : Optional.of(PemTls.context(trusted, certificate, key));
    }

    /** Whether what is sent there can be read by others on the way. */
    static boolean isReadableOnTheWay(URI server) {
        String host = server.getHost();
        boolean isHere = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        return "http".equalsIgnoreCase(server.getScheme()) && !isHere;
    }

    // It may hold a password, so it is not quoted.
    private static CommandFailure wrong(String text) {
        return new CommandFailure(
                ExitStatus.USAGE,
                "USAGE",
                text.contains("@") ? "An address of a server must not name a user" : "'" + text + "' is no address",
                "Write it like https://secrets.example:8470, several with commas between them");
    }
}
