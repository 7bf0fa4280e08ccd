package io.actionflow.secrets.app.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.actionflow.secrets.app.auth.RefusedException.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenKeysTest {

    private static final JwtSettings SETTINGS = new JwtSettings(TokenMinter.ISSUER, "secrets");

    @TempDir
    private Path directory;

    @Test
    void aMintedTokenIsKnownByThePublishedKey() throws Exception {
        TokenMinter.create(directory);
        String token = TokenMinter.load(directory.resolve(TokenMinter.KEY_FILE))
                .mint(TokenMinter.ISSUER, "olga", "secrets", Set.of("weather"), Duration.ofHours(1));

        Caller caller = authenticate(file(), token);

        assertThat(caller).isEqualTo(new Caller("olga", Set.of("weather")));
    }

    @Test
    void thePrivateKeyIsItsOwnersAloneAndThePublishedFileHasNone() throws Exception {
        TokenMinter.create(directory);

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve(TokenMinter.KEY_FILE))))
                .isEqualTo("rw-------");
        assertThat(directory.resolve(TokenMinter.KEY_FILE)).content().contains("\"d\"");
        assertThat(directory.resolve(TokenMinter.JWKS_FILE)).content().doesNotContain("\"d\"");
        assertThatThrownBy(() -> TokenMinter.create(directory)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> TokenMinter.load(directory.resolve(TokenMinter.JWKS_FILE)))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void newKeysAreTakenWhenTheFileChangesAndBrokenOnesAreNot() throws Exception {
        TokenMinter.create(directory.resolve("old"));
        TokenMinter next = TokenMinter.create(directory.resolve("next"));
        Path used = Files.copy(directory.resolve("old").resolve(TokenMinter.JWKS_FILE), directory.resolve("used.json"));
        JwtAuthenticator authenticator = new JwtAuthenticator(SETTINGS, TokenKeys.ofFile(used), InstantSource.system());
        String token = next.mint(TokenMinter.ISSUER, "olga", "secrets", Set.of(), Duration.ofHours(1));
        assertThat(reason(authenticator, token)).isEqualTo(Reason.SIGNATURE);

        replace(used, Files.readString(directory.resolve("next").resolve(TokenMinter.JWKS_FILE)));
        assertThat(authenticate(authenticator, token).subject()).isEqualTo("olga");

        replace(used, "{ broken");
        assertThat(authenticate(authenticator, token).subject()).isEqualTo("olga");
    }

    @Test
    void aFileThatHasNoKeysIsAMistakeAndItsContentIsNotRepeated() throws Exception {
        Path broken = Files.writeString(directory.resolve("broken.json"), "{\"keys\":[{\"hidden\":1}]}");
        Path empty = Files.writeString(directory.resolve("empty.json"), "{\"keys\":[]}");
        Path secret = Files.writeString(
                directory.resolve("secret.json"), "{\"keys\":[{\"kty\":\"oct\",\"k\":\"aGlkZGVu\"}]}");

        assertThat(TokenKeys.mistake(broken).orElseThrow())
                .contains("not a JWKS")
                .doesNotContain("hidden");
        assertThat(TokenKeys.mistake(empty).orElseThrow()).contains("no public key");
        assertThat(TokenKeys.mistake(secret).orElseThrow()).contains("no public key");
        assertThat(TokenKeys.mistake(directory.resolve("absent")).orElseThrow()).contains("can't be read");
    }

    @Test
    void keysFromAServerAreUsedWhileItIsAwayAndNotFetchedForEveryMadeUpKey() throws Exception {
        TokenMinter known = TokenMinter.create(directory);
        TokenMinter stranger = TokenMinter.create(directory.resolve("stranger"));
        byte[] published = Files.readAllBytes(directory.resolve(TokenMinter.JWKS_FILE));
        AtomicInteger fetches = new AtomicInteger();
        HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", exchange -> {
            fetches.incrementAndGet();
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
            exchange.close();
        });
        issuer.start();
        JwtAuthenticator authenticator = ofUrl(issuer.getAddress().getPort());
        try {
            assertThat(authenticate(authenticator, mint(known)).subject()).isEqualTo("olga");
            for (int i = 0; i < 20; i++) {
                assertThat(reason(authenticator, mint(stranger))).isEqualTo(Reason.SIGNATURE);
            }
            assertThat(fetches.get()).isLessThan(5);
        } finally {
            issuer.stop(0);
        }

        assertThatCode(() -> authenticate(authenticator, mint(known))).doesNotThrowAnyException();
    }

    @Test
    void keysThatWereNeverHadAreUnavailable() throws Exception {
        HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        issuer.start();
        try {
            assertThat(reason(ofUrl(issuer.getAddress().getPort()), mint(TokenMinter.create(directory))))
                    .isEqualTo(Reason.KEYS_UNAVAILABLE);
        } finally {
            issuer.stop(0);
        }
    }

    private static JwtAuthenticator ofUrl(int port) {
        return new JwtAuthenticator(
                SETTINGS, TokenKeys.ofUrl(URI.create("http://127.0.0.1:" + port + "/")), InstantSource.system());
    }

    private static String mint(TokenMinter minter) throws GeneralSecurityException {
        return minter.mint(TokenMinter.ISSUER, "olga", "secrets", Set.of(), Duration.ofHours(1));
    }

    private JwtAuthenticator file() throws Exception {
        return new JwtAuthenticator(
                SETTINGS, TokenKeys.ofFile(directory.resolve(TokenMinter.JWKS_FILE)), InstantSource.system());
    }

    private static Caller authenticate(JwtAuthenticator authenticator, String token) throws RefusedException {
        return authenticator.authenticate(Optional.of("Bearer " + token), Optional.empty());
    }

    private static Reason reason(JwtAuthenticator authenticator, String token) {
        return catchThrowableOfType(RefusedException.class, () -> authenticate(authenticator, token))
                .reason();
    }

    // As deployments do it: a new file takes the old one's name.
    private static void replace(Path file, String content) throws Exception {
        Path next = Files.writeString(file.resolveSibling("next.tmp"), content);
        Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
