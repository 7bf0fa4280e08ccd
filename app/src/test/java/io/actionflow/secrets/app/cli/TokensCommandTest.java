package io.actionflow.secrets.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.actionflow.secrets.app.auth.Caller;
import io.actionflow.secrets.app.auth.JwtAuthenticator;
import io.actionflow.secrets.app.auth.JwtSettings;
import io.actionflow.secrets.app.auth.TokenKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensCommandTest {

    @TempDir
    private Path directory;

    @Test
    void aMintedTokenComesInWhereItsKeyIsPublished() throws Exception {
        assertThat(CommandLineRun.of("tokens", "init", "--dir", directory.toString())
                        .status())
                .isZero();

        CommandLineRun minted = mint("--projects", "weather,billing", "--valid", "2h");

        assertThat(minted.status()).as(minted.err()).isZero();
        String token = minted.out().strip();
        JwtAuthenticator server = new JwtAuthenticator(
                new JwtSettings("secrets-dev", "secrets"),
                TokenKeys.ofFile(directory.resolve("jwks.json")),
                InstantSource.system());
        assertThat(server.authenticate(Optional.of("Bearer " + token), Optional.empty()))
                .isEqualTo(new Caller("olga", Set.of("weather", "billing")));
        var claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void keysAreNeverOverwritten() {
        CommandLineRun.of("tokens", "init", "--dir", directory.toString());

        CommandLineRun again = CommandLineRun.of("tokens", "init", "--dir", directory.toString());

        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err()).contains("KEYS_EXIST");
    }

    @Test
    void whatIsNoTimeIsWrongUse() {
        CommandLineRun.of("tokens", "init", "--dir", directory.toString());

        for (String time : new String[] {"soon", "0s", "-1h", "1000d", ""}) {
            assertThat(mint("--valid", time).status()).as(time).isEqualTo(2);
        }
        assertThat(mint("--valid", "7d").status()).isZero();
    }

    @Test
    void theHelpSaysWhatItIsFor() {
        assertThat(CommandLineRun.of("tokens", "--help").out()).contains("development and tests");
    }

    private CommandLineRun mint(String... more) {
        String[] arguments = new String[8 + more.length];
        String[] first = {
            "tokens",
            "mint",
            "--key",
            directory.resolve("token-key.json").toString(),
            "--subject",
            "olga",
            "--audience",
            "secrets"
        };
        System.arraycopy(first, 0, arguments, 0, first.length);
        System.arraycopy(more, 0, arguments, first.length, more.length);
        return CommandLineRun.of(arguments);
    }
}
