package io.actionflow.secrets.schemas.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.crypto.CheckpointVerifier.Verdict;
import io.actionflow.secrets.schemas.record.Checkpoint;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CheckpointSignerTest {

    private static final Sha256 HASH = Sha256.hash(Samples.bytes(3));
    private static final Instant AT = Instant.parse("2026-02-03T04:05:06.789Z");
    private static final Checkpoint HEAD = new Checkpoint("project-7", 12, HASH, AT);

    private final CheckpointSigner signer;
    private final CheckpointVerifier verifier;

    CheckpointSignerTest() throws GeneralSecurityException {
        signer = CheckpointSigner.of(TestKeys.checkpointPrivate());
        verifier = CheckpointVerifier.of(TestKeys.checkpointPublic());
    }

    @Test
    void aSignedCheckpointIsGenuineByThePublicKeyAlone() {
        assertThat(verifier.verify(signer.sign(HEAD))).isEqualTo(Verdict.GENUINE);
    }

    static Stream<Checkpoint> otherHeads() {
        return Stream.of(
                new Checkpoint("project-8", 12, HASH, AT),
                new Checkpoint("project-7", 13, HASH, AT),
                new Checkpoint("project-7", 12, Sha256.hash(Samples.bytes(4)), AT),
                new Checkpoint("project-7", 12, HASH, AT.plusMillis(1)));
    }

    @ParameterizedTest
    @MethodSource("otherHeads")
    void aSignatureIsGoodForNothingElse(Checkpoint other) {
        byte[] signature = signer.sign(HEAD).signature();

        assertThat(verifier.verify(new SignedCheckpoint(other, signature))).isEqualTo(Verdict.FORGED);
    }

    @Test
    void anAlteredByteAnywhereMakesASignatureBad() {
        byte[] signature = signer.sign(HEAD).signature();
        for (int i = 0; i < signature.length; i++) {
            byte[] altered = signature.clone();
            altered[i] ^= 1;

            assertThat(verifier.verify(new SignedCheckpoint(HEAD, altered)))
                    .as("byte %d", i)
                    .isNotEqualTo(Verdict.GENUINE);
        }
        assertThat(verifier.verify(new SignedCheckpoint(HEAD, new byte[0]))).isEqualTo(Verdict.FORGED);
    }

    @Test
    void timesThatDifferByLessThanAMillisecondAreTheSame() {
        SignedCheckpoint signed = signer.sign(new Checkpoint("project-7", 12, HASH, AT.plusNanos(999_999)));

        assertThat(signed.head()).isEqualTo(HEAD);
        assertThat(signed.signature()).isEqualTo(signer.sign(HEAD).signature());
    }

    @Test
    void whatAReplacedKeySignedStaysGenuineWhileItsPublicKeyIsKept() throws GeneralSecurityException {
        KeysetHandle next = KeyTemplates.newSigningKeyPair();
        KeysetHandle both = KeysetHandle.newBuilder(next)
                .addEntry(KeysetHandle.importKey(
                        TestKeys.checkpointPrivate().getPrimary().getKey()))
                .build();
        CheckpointVerifier ofBoth = CheckpointVerifier.of(both.getPublicKeysetHandle());
        SignedCheckpoint byTheNext = CheckpointSigner.of(both).sign(HEAD);

        assertThat(ofBoth.verify(signer.sign(HEAD))).isEqualTo(Verdict.GENUINE);
        assertThat(ofBoth.verify(byTheNext)).isEqualTo(Verdict.GENUINE);
        assertThat(verifier.verify(byTheNext))
                .as("a keyset that lacks the key can't say that it is forged")
                .isEqualTo(Verdict.UNKNOWN_KEY);
    }

    @Test
    void aSignerNeedsPrivateKeysAndAVerifierPublicOnes() {
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> CheckpointSigner.of(TestKeys.checkpointPublic()));
        assertThatExceptionOfType(GeneralSecurityException.class)
                .as("a private keyset has no place where checkpoints are verified")
                .isThrownBy(() -> CheckpointVerifier.of(TestKeys.checkpointPrivate()));
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> CheckpointVerifier.of(TestKeys.metadata()));
    }
}
