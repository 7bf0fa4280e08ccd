package io.actionflow.secrets.app.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.app.checkpoints.CheckpointComparison.Result;
import io.actionflow.secrets.schemas.crypto.CheckpointSigner;
import io.actionflow.secrets.schemas.crypto.CheckpointVerifier;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.record.Checkpoint;
import io.actionflow.secrets.schemas.record.EventHash;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFileTest {

    private static final Instant AT = Instant.parse("2026-02-03T04:05:06.789Z");

    @TempDir
    private Path dir;

    private final CheckpointSigner signer;
    private final CheckpointVerifier verifier;

    CheckpointFileTest() throws GeneralSecurityException {
        KeysetHandle keys = KeyTemplates.newSigningKeyPair();
        signer = CheckpointSigner.of(keys);
        verifier = CheckpointVerifier.of(keys.getPublicKeysetHandle());
    }

    @Test
    void whatIsWrittenIsReadAndStaysGenuine() throws IOException {
        List<SignedCheckpoint> written = List.of(signed("p", 12), signed("q", 1));

        CheckpointFile.create(dir.resolve("a"), written);

        List<SignedCheckpoint> read = CheckpointFile.read(dir.resolve("a"));
        assertThat(read).usingRecursiveComparison().isEqualTo(written);
        assertThat(read).allMatch(it -> verifier.verify(it) == CheckpointVerifier.Verdict.GENUINE);
    }

    @Test
    void noFileIsWrittenOver() throws IOException {
        Path file = Files.writeString(dir.resolve("mine"), "precious");

        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> CheckpointFile.create(file, List.of()));
    }

    @Test
    void aFileThatWasCutAnywhereInsideALineIsRefusedWithTheLine() throws IOException {
        String line = CheckpointFile.line(signed("p", 12));
        for (int end = 1; end < line.length(); end++) {
            Path file = Files.writeString(dir.resolve("cut"), line + "\n" + line.substring(0, end));

            assertThatExceptionOfType(CheckpointFile.DamagedException.class)
                    .isThrownBy(() -> CheckpointFile.read(file))
                    .withMessageContaining("line 2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{}", "{\"projectId\":\"p/q\"}", "nonsense", "\u0000"})
    void whatIsNoCheckpointIsRefused(String line) throws IOException {
        Path file = Files.writeString(dir.resolve("other"), line + "\n");

        assertThatExceptionOfType(CheckpointFile.DamagedException.class).isThrownBy(() -> CheckpointFile.read(file));
    }

    @Test
    void whatIsKeptOnlyGoesForward() throws IOException {
        KeptCheckpoints kept = KeptCheckpoints.in(dir.resolve("new/kept"));
        assertThat(kept.all()).isEmpty();

        kept.keep(List.of(signed("p", 12), signed("q", 5)));
        kept.keep(List.of(signed("p", 11), signed("q", 6)));

        assertThat(kept.all().stream().map(it -> it.head().sequence())).containsExactly(12L, 6L);
        assertThat(dir.resolve("new/kept"))
                .isDirectoryContaining("glob:**.jsonl")
                .isDirectoryNotContaining("glob:**draft*");
    }

    // ------------------------------------------------------------------ a cluster held against them

    @Test
    void aLogThatHasTheSignedEventConfirmsIt() {
        assertThat(standing(signed("p", 2), 3, signed("p", 3))).isEqualTo(Standing.CONFIRMED);
        assertThat(standing(signed("p", 3), 3, signed("p", 3))).isEqualTo(Standing.CONFIRMED);
    }

    @Test
    void aLogThatEndsBeforeItIsBehind() {
        assertThat(standing(signed("p", 4), 3, signed("p", 4))).isEqualTo(Standing.LOG_BEHIND);
        assertThat(standing(signed("p", 1), 0)).isEqualTo(Standing.LOG_BEHIND);
    }

    @Test
    void aLogWithAnotherEventThereWasWrittenAnew() {
        SignedCheckpoint other = signer.sign(new Checkpoint("p", 2, Sha256.ZERO, AT));

        assertThat(standing(other, 3, signed("p", 3))).isEqualTo(Standing.LOG_DIFFERS);
    }

    @Test
    void aTopicWhoseCheckpointIsOlderWasRolledBack() {
        assertThat(standing(signed("p", 3), 3, signed("p", 2))).isEqualTo(Standing.TOPIC_BEHIND);
        assertThat(standing(signed("p", 3), 3)).isEqualTo(Standing.TOPIC_BEHIND);
    }

    @Test
    void twoThatWereSignedForOneNumberAreTwoHistories() {
        SignedCheckpoint other = signer.sign(new Checkpoint("p", 3, Sha256.ZERO, AT));

        assertThat(standing(signed("p", 3), 3, other)).isEqualTo(Standing.TOPIC_DIFFERS);
    }

    @Test
    void whatIsNotGenuineSaysNothing() throws GeneralSecurityException {
        SignedCheckpoint genuine = signed("p", 3);
        byte[] altered = genuine.signature();
        altered[altered.length - 1] ^= 1;
        SignedCheckpoint stranger =
                CheckpointSigner.of(KeyTemplates.newSigningKeyPair()).sign(genuine.head());

        assertThat(standing(new SignedCheckpoint(genuine.head(), altered), 3)).isEqualTo(Standing.FORGED);
        assertThat(standing(stranger, 3)).isEqualTo(Standing.UNKNOWN_KEY);
        assertThat(standing(signed("p", 3), 3, stranger))
                .as("one of the topic that nobody signed counts as none")
                .isEqualTo(Standing.TOPIC_BEHIND);
    }

    private Standing standing(SignedCheckpoint saved, int events, SignedCheckpoint... onTopic) {
        CheckpointComparison comparison = new CheckpointComparison(verifier, List.of(saved));
        Arrays.stream(onTopic).forEach(comparison::onTopic);
        for (int sequence = 1; sequence <= events; sequence++) {
            comparison.onLog(key("p", sequence), value(sequence));
            comparison.onLog(key("stranger", sequence), value(sequence));
        }
        comparison.onLog("p/value/v/00000".getBytes(StandardCharsets.US_ASCII), value(1));
        comparison.onLog("no key of ours".getBytes(StandardCharsets.US_ASCII), value(1));
        Result result = comparison.results().get(0);
        assertThat(result.logSequence()).isEqualTo(events);
        return result.standing();
    }

    private SignedCheckpoint signed(String projectId, int sequence) {
        Sha256 hash = EventHash.of(key(projectId, sequence), value(sequence));
        return signer.sign(new Checkpoint(projectId, sequence, hash, AT));
    }

    private static byte[] key(String projectId, int sequence) {
        return new EventKey(projectId, sequence).text().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] value(int sequence) {
        return new byte[] {(byte) sequence};
    }
}
