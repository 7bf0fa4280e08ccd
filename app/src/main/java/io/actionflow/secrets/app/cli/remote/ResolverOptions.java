package io.actionflow.secrets.app.cli.remote;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.ApiSettings;
import io.actionflow.secrets.app.client.ResolverApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Option;

/** Where a resolver is, and how to come in. */
public final class ResolverOptions {

    private static final String DEFAULT_RESOLVER = "http://127.0.0.1:8480";

    @Option(
            names = "--resolver",
            paramLabel = "URL[,URL]",
            description = "The resolver API; with several, the next is tried when one is away or busy."
                    + " Default: $SECRETS_RESOLVER, or " + DEFAULT_RESOLVER + ".")
    private Optional<String> resolver = Optional.empty();

    @Option(
            names = "--resolver-token-file",
            paramLabel = "FILE",
            description =
                    "A file that holds the token for resolvers. Default: $SECRETS_RESOLVER_TOKEN, or the file that"
                            + " $SECRETS_RESOLVER_TOKEN_FILE names, or else the token for the editor API.")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "A file that holds your token. Default: $SECRETS_TOKEN, or the file that $SECRETS_TOKEN_FILE names.")
    private Optional<Path> editorTokenFile = Optional.empty();

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "Trust the certificates in this PEM file, and no others. Default: $SECRETS_CA, or those that Java trusts.")
    private Optional<Path> ca = Optional.empty();

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "Your certificate, for mutual TLS: a PEM file, with those between it and its CA.")
    private Optional<Path> certificate = Optional.empty();

    @Option(names = "--key", paramLabel = "FILE", description = "Its private key: a PEM file in PKCS #8.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to try before giving up. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    ResolverApi connect(Surroundings surroundings, PrintWriter err) throws IOException, GeneralSecurityException {
        return ResolverApi.connect(ofResolvers(surroundings, err));
    }

    public ApiSettings ofResolvers(Surroundings surroundings, PrintWriter err)
            throws IOException, GeneralSecurityException {
        List<URI> servers = Servers.parse(
                resolver.or(() -> surroundings.variable("SECRETS_RESOLVER")).orElse(DEFAULT_RESOLVER));
        servers.stream()
                .filter(Servers::isReadableOnTheWay)
                .forEach(
                        each -> err.println("secrets: warning: values come unencrypted from " + each + ". Use https."));
        return new ApiSettings(
                servers, Tokens.ofResolver(surroundings, tokenFile, editorTokenFile), tls(surroundings), patience());
    }

    /** For a command that works with both APIs. */
    public ApiSettings ofEditors(Surroundings surroundings, Optional<String> server)
            throws IOException, GeneralSecurityException {
        return new ApiSettings(
                ApiOptions.servers(surroundings, server),
                Tokens.ofEditor(surroundings, editorTokenFile),
                tls(surroundings),
                patience());
    }

    private Duration patience() {
        return Duration.ofSeconds(Math.max(1, timeout));
    }

    private Optional<SSLContext> tls(Surroundings surroundings) throws IOException, GeneralSecurityException {
        if (certificate.isPresent() != key.isPresent()) {
            throw new CommandFailure(
                    ExitStatus.USAGE,
                    "USAGE",
                    "A certificate needs its key, and a key its certificate",
                    "Name both, --cert and --key");
        }
        return Servers.tls(surroundings, ca, certificate, key);
    }
}
