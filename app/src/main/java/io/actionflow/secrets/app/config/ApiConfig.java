package io.actionflow.secrets.app.config;

import io.actionflow.secrets.app.auth.Authenticator;
import io.actionflow.secrets.app.auth.CertificateAuthenticator;
import io.actionflow.secrets.app.auth.ClientsFile;
import io.actionflow.secrets.app.auth.EitherAuthenticator;
import io.actionflow.secrets.app.auth.JwtAuthenticator;
import io.actionflow.secrets.app.auth.JwtSettings;
import io.actionflow.secrets.app.auth.TokenKeys;
import io.actionflow.secrets.app.http.HttpSettings;
import io.actionflow.secrets.app.http.Limit;
import io.actionflow.secrets.app.http.Limits;
import io.actionflow.secrets.app.http.Tls;
import io.actionflow.secrets.app.http.TlsFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a configuration says of how an API is served, and to whom. */
public final class ApiConfig {

    /** Where the editor API listens, if nothing is said. */
    public static final String EDITOR_LISTEN = "127.0.0.1:8470";
    /** Where the resolver API listens, if nothing is said. */
    public static final String RESOLVER_LISTEN = "127.0.0.1:8480";
    /** Where the editor API answers monitoring, if nothing is said; each service elsewhere, so that all fit on one machine. */
    public static final String EDITOR_MANAGEMENT = "127.0.0.1:9470";
    /** Where a resolver answers monitoring, if nothing is said. */
    public static final String RESOLVER_MANAGEMENT = "127.0.0.1:9480";
    /** Where a processor answers monitoring, if nothing is said. */
    public static final String PROCESSOR_MANAGEMENT = "127.0.0.1:9490";

    private static final Map<Setting, Limit> LIMITS = new EnumMap<>(Map.ofEntries(
            Map.entry(Setting.HTTP_MAX_CONNECTIONS, Limit.CONNECTIONS),
            Map.entry(Setting.HTTP_MAX_REQUESTS, Limit.REQUESTS),
            Map.entry(Setting.HTTP_MAX_REQUESTS_PER_PROJECT, Limit.REQUESTS_PER_PROJECT),
            Map.entry(Setting.HTTP_MAX_BODY_BYTES_TOTAL, Limit.BODY_BYTES),
            Map.entry(Setting.HTTP_MAX_HEADER_BYTES, Limit.HEADER_BYTES),
            Map.entry(Setting.HTTP_MAX_URI_LENGTH, Limit.URI_LENGTH),
            Map.entry(Setting.HTTP_MIN_BYTES_PER_SECOND, Limit.BYTES_PER_SECOND),
            Map.entry(Setting.HTTP_SLOW_START_MS, Limit.SLOW_START_MILLIS),
            Map.entry(Setting.HTTP_IDLE_TIMEOUT_MS, Limit.IDLE_MILLIS),
            Map.entry(Setting.HTTP_OPERATION_TIMEOUT_MS, Limit.OPERATION_MILLIS),
            Map.entry(Setting.HTTP_DRAIN_TIMEOUT_MS, Limit.DRAIN_MILLIS)));

    private ApiConfig() {}

    /** How the API listens; {@code otherwise} where nothing is said. */
    public static HttpSettings http(ServiceConfig config, String otherwise) {
        return new HttpSettings(address(config, Setting.HTTP_LISTEN, otherwise), tls(config), limits(config));
    }

    /** Where metrics and health are answered, {@code otherwise} where nothing is said; empty for nowhere. */
    public static Optional<InetSocketAddress> management(ServiceConfig config, String otherwise) {
        boolean off = config.has(Setting.MANAGEMENT_LISTEN)
                && config.text(Setting.MANAGEMENT_LISTEN).equals("off");
        return off ? Optional.empty() : Optional.of(address(config, Setting.MANAGEMENT_LISTEN, otherwise));
    }

    /** Who may come in, of a configuration that was loaded for an API. */
    public static Authenticator authenticator(ServiceConfig config) throws IOException {
        if (!config.has(Setting.AUTH_JWKS)) {
            return CertificateAuthenticator.of(config.path(Setting.RESOLVER_CLIENTS));
        }
        JwtSettings settings = new JwtSettings(config.text(Setting.AUTH_ISSUER), config.text(Setting.AUTH_AUDIENCE));
        String keys = config.text(Setting.AUTH_JWKS);
        Authenticator tokens = new JwtAuthenticator(
                settings,
                SettingKind.isUrl(keys)
                        ? TokenKeys.ofUrl(URI.create(keys))
                        : TokenKeys.ofFile(config.path(Setting.AUTH_JWKS)),
                InstantSource.system());
        return config.has(Setting.RESOLVER_CLIENTS)
                ? new EitherAuthenticator(tokens, CertificateAuthenticator.of(config.path(Setting.RESOLVER_CLIENTS)))
                : tokens;
    }

    /** What does not fit together, or is wrong within a file. */
    static List<String> mistakes(ServiceConfig config) {
        List<String> mistakes = new ArrayList<>();
        needs(config, Setting.HTTP_CERTIFICATE, Setting.HTTP_KEY).ifPresent(mistakes::add);
        needs(config, Setting.HTTP_KEY, Setting.HTTP_CERTIFICATE).ifPresent(mistakes::add);
        needs(config, Setting.HTTP_CLIENT_CA, Setting.HTTP_CERTIFICATE).ifPresent(mistakes::add);
        needs(config, Setting.RESOLVER_CLIENTS, Setting.HTTP_CLIENT_CA).ifPresent(mistakes::add);
        needs(config, Setting.AUTH_JWKS, Setting.AUTH_ISSUER).ifPresent(mistakes::add);
        needs(config, Setting.AUTH_JWKS, Setting.AUTH_AUDIENCE).ifPresent(mistakes::add);
        if (config.hasGood(Setting.HTTP_CERTIFICATE) && config.hasGood(Setting.HTTP_KEY)) {
            tls(config).flatMap(Tls::mistake).ifPresent(wrong -> mistakes.add("secrets.http.tls: " + wrong));
        }
        if (config.hasGood(Setting.AUTH_JWKS) && !SettingKind.isUrl(config.text(Setting.AUTH_JWKS))) {
            TokenKeys.mistake(config.path(Setting.AUTH_JWKS))
                    .ifPresent(wrong -> mistakes.add(Setting.AUTH_JWKS.key() + ": " + wrong));
        }
        if (config.hasGood(Setting.RESOLVER_CLIENTS)) {
            ClientsFile.mistakes(config.path(Setting.RESOLVER_CLIENTS))
                    .forEach(wrong -> mistakes.add(Setting.RESOLVER_CLIENTS.key() + ": " + wrong));
        }
        return mistakes;
    }

    /** As {@link #mistakes}, where somebody must be able to come in. */
    static List<String> mistakesOfApi(ServiceConfig config) {
        List<String> mistakes = new ArrayList<>(mistakes(config));
        if (!config.has(Setting.AUTH_JWKS) && !config.has(Setting.RESOLVER_CLIENTS)) {
            mistakes.add(Setting.AUTH_JWKS.key() + " is missing: nobody could come in");
        }
        return mistakes;
    }

    private static Optional<String> needs(ServiceConfig config, Setting one, Setting other) {
        return config.has(one) && !config.has(other)
                ? Optional.of(other.key() + " is missing, which " + one.key() + " needs")
                : Optional.empty();
    }

    private static InetSocketAddress address(ServiceConfig config, Setting setting, String otherwise) {
        String text = config.has(setting) ? config.text(setting) : otherwise;
        return Address.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(setting.key() + " is no address: " + text));
    }

    private static Optional<TlsFiles> tls(ServiceConfig config) {
        if (!config.has(Setting.HTTP_CERTIFICATE)) {
            return Optional.empty();
        }
        return Optional.of(new TlsFiles(
                config.path(Setting.HTTP_CERTIFICATE),
                config.path(Setting.HTTP_KEY),
                config.hasGood(Setting.HTTP_CLIENT_CA)
                        ? Optional.of(config.path(Setting.HTTP_CLIENT_CA))
                        : Optional.empty()));
    }

    private static Limits limits(ServiceConfig config) {
        Limits limits = Limits.standard();
        for (Map.Entry<Setting, Limit> entry : LIMITS.entrySet()) {
            OptionalLong number = number(config, entry.getKey());
            if (number.isPresent()) {
                limits = limits.with(entry.getValue(), number.getAsLong());
            }
        }
        return limits;
    }

    private static OptionalLong number(ServiceConfig config, Setting setting) {
        return setting.kind() == SettingKind.BYTES
                ? config.bytes(setting)
                : config.count(setting).stream().asLongStream().findAny();
    }
}
