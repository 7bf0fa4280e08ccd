package io.actionflow.secrets.app.service;

import io.actionflow.secrets.app.auth.Authenticator;
import io.actionflow.secrets.app.config.ApiConfig;
import io.actionflow.secrets.app.config.ServiceConfig;
import io.actionflow.secrets.app.config.Setting;
import io.actionflow.secrets.app.http.HttpSettings;
import java.io.IOException;
import java.time.Duration;

/**
 * How an editor API is served.
 *
 * @param indexBytes about how much memory the lists of all projects together may take
 * @param oldest how old the state may be that reads are answered from
 * @param isKeyPinned whether values are sealed to the key of the file, whatever is announced
 */
public record EditorSettings(
        HttpSettings http, Authenticator authenticator, long indexBytes, Duration oldest, boolean isKeyPinned) {

    private static final Duration OLDEST = Duration.ofSeconds(30);

    /** A quarter of the memory for lists, and a state that is half a minute old at most. */
    public static EditorSettings of(HttpSettings http, Authenticator authenticator) {
        return new EditorSettings(http, authenticator, Runtime.getRuntime().maxMemory() / 4, OLDEST, false);
    }

    /** What a configuration says that was loaded for an API. */
    static EditorSettings of(ServiceConfig config) throws IOException {
        EditorSettings usual = of(ApiConfig.http(config, ApiConfig.EDITOR_LISTEN), ApiConfig.authenticator(config));
        return new EditorSettings(
                usual.http,
                usual.authenticator,
                config.bytes(Setting.EDITOR_INDEX_BYTES).orElse(usual.indexBytes),
                config.millis(Setting.STATE_OLDEST_MS).orElse(usual.oldest),
                config.optional(Setting.VALUE_PINNED).filter("yes"::equals).isPresent());
    }
}
