package io.actionflow.secrets.app.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.system.TestKeys;
import io.actionflow.secrets.resolver.run.RunRef;
import io.actionflow.secrets.schemas.crypto.AssociatedData;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.WireRecords;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class RunTokensTest {

    private static final RunRef REF = new RunRef("weather", "daily-forecast", 3, 17);
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

    private final MetadataCipher cipher = TestKeys.generate().cipher();
    private final RunTokens tokens = new RunTokens(cipher, InstantSource.fixed(NOW));
    private final RunClaim claim = tokens.begin(REF, "worker-1");

    @Test
    void anyInstanceWithTheKeysReadsWhatOneHasMade() {
        RunTokens elsewhere = new RunTokens(cipher, InstantSource.system());

        assertThat(elsewhere.open(tokens.seal(claim))).contains(claim);
        assertThat(claim.ref()).isEqualTo(REF);
        assertThat(claim.begunAt()).isEqualTo(NOW);
    }

    @Test
    void aTokenFitsIntoAUrlAndIntoItsLengthWhateverIsInIt() {
        String longest = "~".repeat(255);
        RunClaim large =
                tokens.begin(new RunRef(longest, longest, Long.MAX_VALUE, Long.MAX_VALUE), "\ud83d\udd11".repeat(1000));

        assertThat(tokens.seal(large)).matches("[A-Za-z0-9_-]{1,4096}");
        assertThat(tokens.open(tokens.seal(large))).contains(large);
        assertThat(large.subject()).as("cut between characters").isEqualTo("\ud83d\udd11".repeat(128));
        assertThat(tokens.begin(REF, "a" + "\ud83d\udd11".repeat(1000)).subject())
                .isEqualTo("a" + "\ud83d\udd11".repeat(127));
    }

    @Test
    void aTokenSaysNothingToItsHolder() {
        byte[] token = Base64.getUrlDecoder().decode(tokens.seal(claim));

        assertThat(new String(token, StandardCharsets.ISO_8859_1))
                .doesNotContain("weather")
                .doesNotContain("daily-forecast")
                .doesNotContain("worker-1");
        assertThat(tokens.seal(claim)).isNotEqualTo(tokens.seal(claim));
    }

    @Test
    void aTokenWithAnyBitChangedIsNone() {
        byte[] token = Base64.getUrlDecoder().decode(tokens.seal(claim));

        for (int bit = 0; bit < 8 * token.length; bit++) {
            byte[] changed = token.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(tokens.open(encoded(changed))).as("bit " + bit).isEmpty();
        }
    }

    @Test
    void aTokenWithAnyCharacterChangedLeftOutOrAddedIsNone() {
        // Lengths for which the last character has bits that no byte comes from.
        for (String project : new String[] {"a", "ab", "abc"}) {
            String token = tokens.seal(tokens.begin(new RunRef(project, "flow", 1, 1), "worker"));
            assertThat(tokens.open(token)).isPresent();
            for (int at = 0; at < token.length(); at++) {
                String before = token.substring(0, at);
                String after = token.substring(at + 1);
                char other = token.charAt(at) == 'A' ? 'B' : (char) (token.charAt(at) ^ 1);
                assertThat(tokens.open(before + other + after))
                        .as("changed at " + at)
                        .isEmpty();
                assertThat(tokens.open(before + after)).as("left out at " + at).isEmpty();
            }
            for (String more : new String[] {"A", "=", "==", " ", "\n"}) {
                assertThat(tokens.open(token + more)).isEmpty();
                assertThat(tokens.open(more + token)).isEmpty();
            }
        }
    }

    @Test
    void whatIsNoTokenIsNone() {
        assertThat(tokens.open("")).isEmpty();
        assertThat(tokens.open("A".repeat(4097))).isEmpty();
        assertThat(tokens.open("\u00e9")).isEmpty();
        assertThat(tokens.open(encoded(new byte[100]))).isEmpty();
    }

    @Test
    void whatTheSameKeysHaveEncryptedForAnotherPlaceIsNone() {
        byte[] record = RunTokens.CODEC.encode(claim);

        assertThat(tokens.open(encoded(cipher.encrypt(record, AssociatedData.run()))))
                .isPresent();
        assertThat(tokens.open(encoded(cipher.encrypt(record, AssociatedData.event("weather/event/1")))))
                .isEmpty();
        assertThat(tokens.open(encoded(cipher.encrypt(record, new byte[0])))).isEmpty();
    }

    @Test
    void whatIsEncryptedAsATokenAndHoldsSomethingElseIsNone() {
        byte[] other = WireRecords.CODEC.encode(new ValueChunk("value", 0, 1, new byte[60]));

        assertThat(tokens.open(encoded(cipher.encrypt(other, AssociatedData.run()))))
                .isEmpty();
        assertThat(tokens.open(encoded(cipher.encrypt(new byte[0], AssociatedData.run()))))
                .isEmpty();
    }

    @Test
    void aTokenOfOtherKeysIsNone() {
        RunTokens stranger = new RunTokens(TestKeys.generate().cipher(), InstantSource.fixed(NOW));

        assertThat(tokens.open(stranger.seal(claim))).isEmpty();
    }

    private static String encoded(byte[] token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }
}
