package io.actionflow.secrets.app.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.config.KeyDirectory;
import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.projections.live.KeysHeld;
import io.actionflow.secrets.schemas.crypto.CheckpointSigner;
import io.actionflow.secrets.schemas.crypto.CheckpointVerifier;
import io.actionflow.secrets.schemas.crypto.CheckpointVerifier.Verdict;
import io.actionflow.secrets.schemas.crypto.KeysetKeys;
import io.actionflow.secrets.schemas.record.Checkpoint;
import io.actionflow.secrets.schemas.record.HeldKey;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TwoStepRotationTest {

    private static final Checkpoint HEAD = new Checkpoint("p", 1, Sha256.ZERO, Instant.EPOCH);

    @TempDir
    private Path parent;

    private KeyStore store;
    private KeyFiles files;

    @BeforeEach
    void make() throws Exception {
        KeyDirectory.create(parent.resolve("keys"));
        store = KeyStore.in(parent.resolve("keys"));
        files = KeyFiles.in(parent.resolve("keys"));
    }

    @Test
    void whoeverChecksKnowsASigningKeyBeforeAnybodySignsWithIt() throws Exception {
        SignedCheckpoint before = CheckpointSigner.of(files.checkpointPrivate()).sign(HEAD);
        TwoStepRotation rotation = new TwoStepRotation(store, KeyPlace.CHECKPOINT);

        rotation.begin();
        CheckpointVerifier verifier = CheckpointVerifier.of(files.checkpointPublic());
        assertThat(CheckpointSigner.of(files.checkpointPrivate()).sign(HEAD)).isEqualTo(before);

        assertThat(rotation.promote(Optional.empty()).isFinished()).isTrue();
        SignedCheckpoint after = CheckpointSigner.of(files.checkpointPrivate()).sign(HEAD);
        assertThat(after).isNotEqualTo(before);
        assertThat(verifier.verify(after)).isEqualTo(Verdict.GENUINE);
        assertThat(verifier.verify(before)).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void aRunThatIsRepeatedGoesOnInsteadOfAddingAnotherKey() throws Exception {
        TwoStepRotation rotation = new TwoStepRotation(store, KeyPlace.METADATA);

        assertThat(rotation.begin()).hasSize(1);
        assertThat(rotation.isWaiting()).isTrue();
        assertThat(rotation.begin()).isEmpty();

        assertThat(KeysetKeys.of(files.metadata())).hasSize(2);
    }

    @Test
    void aMetadataKeyIsUsedOnlyOnceEveryResolverHasIt() throws Exception {
        TwoStepRotation rotation = new TwoStepRotation(store, KeyPlace.METADATA);
        rotation.begin();
        int old = KeysetKeys.primary(files.metadata());
        int next = KeysetKeys.behindPrimary(files.metadata()).get(0);

        KeyStep refused = rotation.promote(Optional.of(fleet(old)));
        assertThat(refused.open()).containsExactly("resolver r1 does not have metadata key " + Fleet.shown(next));
        assertThat(KeysetKeys.primary(files.metadata())).isEqualTo(old);

        assertThat(rotation.promote(Optional.of(fleet(next))).isFinished()).isTrue();
        assertThat(KeysetKeys.primary(files.metadata())).isEqualTo(next);
    }

    private static Fleet fleet(int metadataKey) {
        KeysHeld resolver = new KeysHeld("r1", "group", false, Set.of(0), List.of(), List.of(new HeldKey(metadataKey)));
        return new Fleet(List.of(resolver), 1, 1);
    }
}
