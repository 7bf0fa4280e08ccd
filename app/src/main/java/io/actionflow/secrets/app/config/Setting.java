package io.actionflow.secrets.app.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The settings of our own that a configuration file may have. What is not named here is Kafka's. */
public enum Setting {
    /** Names, descriptions, actors, bindings. */
    METADATA_KEYS("secrets.keys.metadata", SettingKind.FILE),
    /** Keyed hashes of names in the state's keys. */
    LOOKUP_KEYS("secrets.keys.lookup", SettingKind.FILE),
    /** Unwraps the two above. */
    KEK("secrets.keys.kek", SettingKind.KEK),
    /** Seals values. */
    VALUE_PUBLIC_KEYS("secrets.keys.value-public", SettingKind.FILE),
    /** Opens values. */
    VALUE_PRIVATE_KEYS("secrets.keys.value-private", SettingKind.FILE),
    /** Unwraps the one above. */
    VALUE_KEK("secrets.keys.value-kek", SettingKind.KEK),
    /** Signs what a resolver says to processors. */
    RESOLVER_SIGNING_KEYS("secrets.keys.resolver-signing", SettingKind.FILE),
    /** Whose signature makes a resolver, for processors. */
    RESOLVER_PUBLIC_KEYS("secrets.keys.resolver-public", SettingKind.FILE),
    /** Signs checkpoints. */
    CHECKPOINT_PRIVATE_KEYS("secrets.keys.checkpoint-private", SettingKind.FILE),
    /** Unwraps the one above. */
    CHECKPOINT_KEK("secrets.keys.checkpoint-kek", SettingKind.KEK),
    /** Verifies checkpoints. */
    CHECKPOINT_PUBLIC_KEYS("secrets.keys.checkpoint-public", SettingKind.FILE),
    /** Milliseconds between two checkpoints of a project that changes. */
    CHECKPOINT_EVERY_MS("secrets.checkpoint.every-ms", SettingKind.COUNT),
    /** Whether the file of the public value key is the key, whatever is announced. */
    VALUE_PINNED("secrets.keys.value-pinned", SettingKind.YES_OR_NO),
    /** Where an auditor keeps checkpoints; made if need be. */
    AUDIT_CHECKPOINTS("secrets.audit.checkpoints", SettingKind.DIRECTORY),
    /** Where Kafka Streams keeps its state; made if need be. */
    STATE_DIRECTORY("secrets.state.dir", SettingKind.DIRECTORY),
    /** The partition count that the topics must have. */
    PARTITIONS("secrets.partitions", SettingKind.COUNT),

    /** Questions about one secret, of one Owner within an hour; at most 100. */
    MATCHES_PER_HOUR("secrets.matches-per-hour", SettingKind.COUNT),

    /** Where an API listens. */
    HTTP_LISTEN("secrets.http.listen", SettingKind.ADDRESS),
    /** Its certificate with those above it, PEM; with the next one it speaks TLS. */
    HTTP_CERTIFICATE("secrets.http.tls.certificate", SettingKind.FILE),
    /** The certificate's private key, PEM. */
    HTTP_KEY("secrets.http.tls.key", SettingKind.FILE),
    /** Who signs the certificates of callers, PEM. */
    HTTP_CLIENT_CA("secrets.http.tls.client-ca", SettingKind.FILE),
    /** Where metrics and health are answered, or off. */
    MANAGEMENT_LISTEN("secrets.management.listen", SettingKind.ADDRESS_OR_OFF),

    /** The keys that tokens are checked with: a JWKS. */
    AUTH_JWKS("secrets.auth.jwks", SettingKind.FILE_OR_URL),
    /** Who makes tokens. */
    AUTH_ISSUER("secrets.auth.issuer", SettingKind.TEXT),
    /** What tokens call us. */
    AUTH_AUDIENCE("secrets.auth.audience", SettingKind.TEXT),

    /** Where other instances and callers find this resolver. */
    RESOLVER_URL("secrets.resolver.url", SettingKind.URL),
    /** Values that a resolver seals anew, a second, at most. */
    RESOLVER_RESEAL_PER_SECOND("secrets.resolver.reseal-per-second", SettingKind.COUNT),
    /** Which resolvers share the projects among them. */
    RESOLVER_GROUP("secrets.resolver.group", SettingKind.TEXT),
    /** Who signs the certificates of the other resolvers, PEM; another authority than that of callers. */
    RESOLVER_PEER_CA("secrets.resolver.peer-ca", SettingKind.FILE),
    /** Whose certificates are known, and which projects each may resolve. */
    RESOLVER_CLIENTS("secrets.resolver.clients", SettingKind.FILE),

    /** Memory for the lists of an editor API. */
    EDITOR_INDEX_BYTES("secrets.editor.index-bytes", SettingKind.BYTES),
    /** Milliseconds from one round of usage sums of a resolver to the next. */
    RESOLVER_USAGE_INTERVAL_MS("secrets.resolver.usage-interval-ms", SettingKind.COUNT),
    /** Memory for the opened values of a resolver. */
    RESOLVER_CACHE_BYTES("secrets.resolver.cache-bytes", SettingKind.BYTES),
    /** Milliseconds: how old the state may be for an editor API to read from, and a resolver to say that there is none. */
    STATE_OLDEST_MS("secrets.state.oldest-ms", SettingKind.COUNT),

    /** How long after its Sync a replaced or deleted value is kept. */
    PROCESSOR_RETENTION("secrets.processor.retention", SettingKind.DURATION),
    /** How often the broker is nudged, and looked at, while it has something to erase. */
    PROCESSOR_BEAT_INTERVAL("secrets.processor.beat-interval", SettingKind.DURATION),

    /** Open connections. */
    HTTP_MAX_CONNECTIONS("secrets.http.max-connections", SettingKind.COUNT),
    /** Operations under way. */
    HTTP_MAX_REQUESTS("secrets.http.max-requests", SettingKind.COUNT),
    /** Operations under way for one project. */
    HTTP_MAX_REQUESTS_PER_PROJECT("secrets.http.max-requests-per-project", SettingKind.COUNT),
    /** Bytes of bodies in memory. */
    HTTP_MAX_BODY_BYTES_TOTAL("secrets.http.max-body-bytes-total", SettingKind.BYTES),
    /** Bytes of a request's first line and headers. */
    HTTP_MAX_HEADER_BYTES("secrets.http.max-header-bytes", SettingKind.BYTES),
    /** Characters of a path with its query. */
    HTTP_MAX_URI_LENGTH("secrets.http.max-uri-length", SettingKind.COUNT),
    /** Bytes a second that a body must have, either way. */
    HTTP_MIN_BYTES_PER_SECOND("secrets.http.min-bytes-per-second", SettingKind.BYTES),
    /** Milliseconds before that is looked at, and within which headers must come. */
    HTTP_SLOW_START_MS("secrets.http.slow-start-ms", SettingKind.COUNT),
    /** Milliseconds that a connection may be silent. */
    HTTP_IDLE_TIMEOUT_MS("secrets.http.idle-timeout-ms", SettingKind.COUNT),
    /** Milliseconds after which an operation is given up. */
    HTTP_OPERATION_TIMEOUT_MS("secrets.http.operation-timeout-ms", SettingKind.COUNT),
    /** Milliseconds that are waited, at the end, for what is under way. */
    HTTP_DRAIN_TIMEOUT_MS("secrets.http.drain-timeout-ms", SettingKind.COUNT);

    static final String PREFIX = "secrets.";

    private final String key;
    private final SettingKind kind;

    Setting(String key, SettingKind kind) {
        this.key = key;
        this.kind = kind;
    }

    /** As it stands in the file. */
    public String key() {
        return key;
    }

    SettingKind kind() {
        return kind;
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }

    static Optional<Setting> named(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findAny();
    }
}
