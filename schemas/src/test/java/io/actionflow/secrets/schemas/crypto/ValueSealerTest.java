package io.actionflow.secrets.schemas.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.RegistryConfiguration;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.Samples;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueSealerTest {

    private static final SealingContext CONTEXT = new SealingContext("project", "secret", "value", 1, 3);
    private static final byte[] PLAINTEXT = "s3cr3t".getBytes(StandardCharsets.UTF_8);

    private final ValueSealer sealer;
    private final HybridDecrypt opener;

    ValueSealerTest() throws GeneralSecurityException {
        sealer = ValueSealer.of(TestKeys.valuePublic());
        opener = TestKeys.valuePrivate().getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
    }

    @Test
    void aSealedChunkOpensWithItsOwnContext() throws GeneralSecurityException {
        assertThat(opener.decrypt(sealer.seal(PLAINTEXT, CONTEXT), CONTEXT.info()))
                .isEqualTo(PLAINTEXT);
    }

    static Stream<SealingContext> otherContexts() {
        return Stream.of(
                new SealingContext("project2", "secret", "value", 1, 3),
                new SealingContext("project", "secret2", "value", 1, 3),
                new SealingContext("project", "secret", "value2", 1, 3),
                new SealingContext("project", "secret", "value", 2, 3),
                new SealingContext("project", "secret", "value", 1, 4),
                new SealingContext("project", "secret", "value", 11, 3),
                new SealingContext("project", "secre", "tvalue", 1, 3),
                new SealingContext("PROJECT", "secret", "value", 1, 3));
    }

    @ParameterizedTest
    @MethodSource("otherContexts")
    void aSealedChunkOpensWithNoOtherContext(SealingContext other) {
        byte[] sealed = sealer.seal(PLAINTEXT, CONTEXT);

        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> opener.decrypt(sealed, other.info()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300, Limits.CHUNK_BYTES})
    void sealingLengthensEveryChunkBy53Bytes(int length) throws GeneralSecurityException {
        byte[] plaintext = new byte[length];
        new Random(length).nextBytes(plaintext);

        byte[] sealed = sealer.seal(plaintext, CONTEXT);

        assertThat(sealed).hasSize(length + ValueSealer.OVERHEAD_BYTES);
        assertThat(opener.decrypt(sealed, CONTEXT.info())).isEqualTo(plaintext);
    }

    @Test
    void anAlteredByteAnywhereKeepsAChunkShut() {
        byte[] sealed = sealer.seal(PLAINTEXT, CONTEXT);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;

            assertThatExceptionOfType(GeneralSecurityException.class)
                    .as("byte %d", i)
                    .isThrownBy(() -> opener.decrypt(altered, CONTEXT.info()));
        }
    }

    @Test
    void sealingTwiceGivesTwoCiphertexts() {
        assertThat(sealer.seal(PLAINTEXT, CONTEXT)).isNotEqualTo(sealer.seal(PLAINTEXT, CONTEXT));
    }

    @Test
    void aSealerIsMadeFromPublicKeysAlone() {
        assertThatExceptionOfType(GeneralSecurityException.class)
                .as("a private keyset has no place where values are sealed")
                .isThrownBy(() -> ValueSealer.of(TestKeys.valuePrivate()));
        assertThatExceptionOfType(GeneralSecurityException.class).isThrownBy(() -> ValueSealer.of(TestKeys.metadata()));
    }

    @Test
    void aChunkNamesTheKeyThatItIsSealedTo() throws GeneralSecurityException {
        KeyIds ids = KeyIds.of(TestKeys.valuePrivate());
        byte[] ofAnother = ValueSealer.of(KeyTemplates.newValueKeyPair().getPublicKeysetHandle())
                .seal(PLAINTEXT, CONTEXT);

        assertThat(ids.reason(sealer.seal(PLAINTEXT, CONTEXT))).isEqualTo(DecryptionException.Reason.CORRUPT);
        assertThat(ids.reason(ofAnother)).isEqualTo(DecryptionException.Reason.UNKNOWN_KEY);
    }

    @Test
    void theContextIsItsPartsWithNulBetween() {
        assertThat(HexFormat.of().formatHex(CONTEXT.info()))
                .isEqualTo("7365637265742d76616c7565" + "00" + "70726f6a656374" + "00" + "736563726574" + "00"
                        + "76616c7565" + "00" + "31" + "00" + "33");
        assertThat(Samples.VALUE.plainSize()).isEqualTo(Samples.VALUE.size() - ValueSealer.OVERHEAD_BYTES);
    }
}
