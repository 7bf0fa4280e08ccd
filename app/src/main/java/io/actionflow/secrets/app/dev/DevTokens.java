package io.actionflow.secrets.app.dev;

import io.actionflow.secrets.app.auth.Authenticator;
import io.actionflow.secrets.app.auth.Caller;
import io.actionflow.secrets.app.auth.JwtAuthenticator;
import io.actionflow.secrets.app.auth.JwtSettings;
import io.actionflow.secrets.app.auth.TokenKeys;
import io.actionflow.secrets.app.auth.TokenMinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** Tokens for both APIs, made anew at each start and valid for a month; the key that signs them stays. */
public final class DevTokens {

    /** Who the editor token is for: the actor of commands. */
    public static final String SUBJECT = "dev";

    private static final String EDITOR = "secret-editor-api";
    private static final String RESOLVER = "secret-resolver";
    private static final Duration VALID = Duration.ofDays(30);

    private final Path directory;
    private final TokenMinter minter;

    private DevTokens(Path directory, TokenMinter minter) {
        this.directory = directory;
        this.minter = minter;
    }

    static DevTokens in(Path directory) throws IOException, GeneralSecurityException {
        Path key = directory.resolve(TokenMinter.KEY_FILE);
        return new DevTokens(directory, Files.exists(key) ? TokenMinter.load(key) : TokenMinter.create(directory));
    }

    Authenticator forEditor() throws IOException {
        return authenticator(EDITOR);
    }

    Authenticator forResolver() throws IOException {
        return authenticator(RESOLVER);
    }

    /** A file with a token for the editor API, as {@link #SUBJECT}. */
    Path editorFile() throws IOException, GeneralSecurityException {
        return file("editor", minter.mint(TokenMinter.ISSUER, SUBJECT, EDITOR, Set.of(), VALID));
    }

    /** A file with a token for the resolver API, for all projects. */
    Path workerFile() throws IOException, GeneralSecurityException {
        Set<String> all = Set.of(Caller.ANY_PROJECT);
        return file("worker", minter.mint(TokenMinter.ISSUER, "worker", RESOLVER, all, VALID));
    }

    private Authenticator authenticator(String audience) throws IOException {
        return new JwtAuthenticator(
                new JwtSettings(TokenMinter.ISSUER, audience),
                TokenKeys.ofFile(directory.resolve(TokenMinter.JWKS_FILE)),
                InstantSource.system());
    }

    /** Only its owner may read it. */
    private Path file(String name, String token) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
        return TokenMinter.writeForOwner(directory, name, token + "\n");
    }
}
