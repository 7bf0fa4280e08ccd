package io.actionflow.secrets.commands.processor;

import static io.actionflow.secrets.commands.processor.CommandRig.OWNER;
import static io.actionflow.secrets.commands.processor.CommandRig.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.GivenUpValue;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.event.ValuesErased;
import io.actionflow.secrets.schemas.event.ValuesErasing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a value that nothing needs any more to the receipt that it is gone. */
class ErasureTest {

    private static final Duration RETENTION = ErasureSettings.DEFAULTS.retention();
    private static final Duration A_LOOK = Duration.ofMinutes(1);
    private static final Duration A_BEAT = ErasureSettings.DEFAULTS.beatEvery();
    private static final SealedValue FIRST = SealedValue.of("v1", 3);
    private static final SealedValue SECOND = SealedValue.of("v2", 1);

    private final CommandRig rig = new CommandRig();

    @BeforeEach
    void givenAnActiveSecret() {
        rig.givenProject().whenUploaded(FIRST);
        rig.given("add", CommandRig.addSecret("s1", "key", FIRST)).given("sync-1", new Sync(PROJECT, OWNER));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Instant whenReplaced() {
        rig.whenUploaded(SECOND)
                .given("edit", new EditSecret(PROJECT, OWNER, "s1", null, null, SECOND.ref(), null))
                .given("sync-2", new Sync(PROJECT, OWNER));
        return rig.now();
    }

    @Test
    void aReplacedValueIsKeptForTheRetentionAndThenGivenUpWithAllItsChunks() {
        Instant retired = whenReplaced();
        rig.whenTimePasses(RETENTION.minus(A_LOOK)).thenNothingElse();

        rig.whenTimePasses(A_LOOK);

        RecordedEvent recorded = rig.thenRecorded(6, ValuesErasing.class);
        ValuesErasing event = (ValuesErasing) recorded.event();
        assertThat(event.values()).containsExactly(new GivenUpValue("s1", "v1", retired, true));
        assertThat(event.meta().actor()).isEqualTo(EventMeta.SYSTEM);
        assertThat(event.meta().at()).isEqualTo(rig.now());
        rig.thenTombstoned(FIRST, 0, 1, 2).thenNothingElse();
        assertThat(rig.state().value("v1").isErased()).isTrue();
    }

    @Test
    void theRetentionBeginsWithTheSyncNotWithTheEdit() {
        rig.whenUploaded(SECOND)
                .given("edit", new EditSecret(PROJECT, OWNER, "s1", null, null, SECOND.ref(), null))
                .whenTimePasses(RETENTION.multipliedBy(3))
                .thenNothingElse();
        rig.given("sync-2", new Sync(PROJECT, OWNER))
                .whenTimePasses(RETENTION.minus(A_LOOK))
                .thenNothingElse();

        rig.whenTimePasses(A_LOOK).thenRecorded(6, ValuesErasing.class);
    }

    @Test
    void aValueThatNoSyncMadeActiveIsGivenUpWithoutWaiting() {
        SealedValue third = SealedValue.of("v3", 1);
        rig.whenUploaded(SECOND)
                .given("edit", new EditSecret(PROJECT, OWNER, "s1", null, null, SECOND.ref(), null))
                .whenUploaded(third)
                .given("edit-2", new EditSecret(PROJECT, OWNER, "s1", null, null, third.ref(), null))
                .whenTimePasses(A_LOOK);

        RecordedEvent recorded = rig.thenRecorded(6, ValuesErasing.class);
        assertThat(recorded.event().erased()).containsExactly("v2");
        rig.thenTombstoned(SECOND, 0).thenNothingElse();
    }

    @Test
    void aDeletedSecretLosesItsValueOnlyAfterTheSyncAndTheRetention() {
        rig.given("delete", new DeleteSecret(PROJECT, OWNER, "s1"))
                .whenTimePasses(RETENTION.multipliedBy(2))
                .thenNothingElse();

        rig.given("sync-2", new Sync(PROJECT, OWNER)).whenTimePasses(RETENTION);

        assertThat(rig.thenRecorded(6, ValuesErasing.class).event().erased()).containsExactly("v1");
        rig.thenTombstoned(FIRST, 0, 1, 2).thenNothingElse();
    }

    @Test
    void itBeatsOnAQuietPartitionUntilTheReceiptAndNotAfterIt() {
        whenReplaced();
        rig.whenTimePasses(RETENTION).forget();

        rig.whenTimePasses(A_BEAT).thenBeat().thenNothingElse();
        rig.whenTimePasses(A_LOOK).thenNothingElse();
        rig.whenTimePasses(A_BEAT.minus(A_LOOK)).thenBeat().thenNothingElse();

        rig.witness.seesNothingLeft();
        rig.whenTimePasses(A_LOOK).thenRecorded(7, ValuesErased.class);
        rig.whenTimePasses(A_BEAT.multipliedBy(3)).thenNothingElse();
    }

    @Test
    void aPartitionOnWhichSomethingIsWrittenNeedsNoBeat() {
        whenReplaced();
        rig.whenTimePasses(RETENTION).forget();

        for (int i = 0; i < 10; i++) {
            rig.whenTimePasses(A_BEAT.dividedBy(2)).thenNothingElse();
            rig.whenUploaded(SealedValue.of("upload-" + i, 1)).forget();
        }
    }

    @Test
    void theReceiptNamesWhatTheWitnessHasSeenGone() {
        whenReplaced();
        rig.whenTimePasses(RETENTION).forget();
        assertThat(rig.witness.watched()).containsExactly(new ErasedValue(PROJECT, "v1"));

        rig.witness.seesNothingLeft();
        rig.whenTimePasses(A_LOOK);

        RecordedEvent recorded = rig.thenRecorded(7, ValuesErased.class);
        assertThat(((ValuesErased) recorded.event()).valueIds()).containsExactly("v1");
        assertThat(recorded.event().erased()).isEmpty();
        assertThat(rig.state().erasing("v1")).isNull();
        rig.thenNothingElse();
    }

    @Test
    void aReceiptIsWrittenOnceHoweverOftenTheWitnessSaysIt() {
        whenReplaced();
        rig.whenTimePasses(RETENTION).forget();
        rig.witness.seesNothingLeft();
        rig.whenTimePasses(A_LOOK).thenRecorded(7, ValuesErased.class);

        rig.witness.watch(0, Map.of(new ErasedValue(PROJECT, "v1"), rig.now()));
        rig.witness.seesNothingLeft();

        rig.whenTimePasses(A_LOOK).thenNothingElse();
    }

    @Test
    void whatTheWitnessSawBeforeACrashIsAskedAgain() {
        whenReplaced();
        rig.whenTimePasses(RETENTION).forget();
        rig.witness.seesNothingLeft();
        rig.witness.forget(0);

        rig.whenTimePasses(A_LOOK).thenNothingElse();

        assertThat(rig.witness.watched()).containsExactly(new ErasedValue(PROJECT, "v1"));
    }

    @Test
    void theChunksOfAnErasedValueAreNeverTakenAgain() {
        whenReplaced();
        rig.whenTimePasses(RETENTION).forget();

        rig.whenUploaded(FIRST).thenNothingElse();

        assertThat(rig.count("secrets.chunks.dropped", "fault", Fault.CHUNK_CLAIMED.tag()))
                .isEqualTo(3);
    }

    @Test
    void manyValuesAreGivenUpInTransactionsThatEndInTime() {
        int each = 2_048;
        for (int i = 0; i < 6; i++) {
            SealedValue value = SealedValue.of("large-" + i, each);
            rig.whenUploaded(value)
                    .given("edit-" + i, new EditSecret(PROJECT, OWNER, "s1", null, null, value.ref(), null));
        }
        rig.forget().whenTimePasses(A_LOOK);

        // Five of them are superseded and were never active: one look stops at the limit or before it is far exceeded.
        List<?> written = rig.outputs();
        assertThat(written.size()).isLessThan(Outbox.MOST_TOMBSTONES_AT_ONCE + each + 10);
        rig.forget().whenTimePasses(A_LOOK.multipliedBy(2));
        assertThat(rig.count("secrets.erasure.given.up")).isEqualTo(5);
    }

    @Test
    void commandsGoOnAfterwardsAndSequencesToo() {
        whenReplaced();
        rig.whenTimePasses(RETENTION).forget();

        SealedValue third = SealedValue.of("v3", 1);
        rig.whenUploaded(third)
                .given("edit-3", new EditSecret(PROJECT, OWNER, "s1", null, null, third.ref(), 2L))
                .given("sync-3", new Sync(PROJECT, OWNER));

        assertThat(rig.state().project().sequence()).isEqualTo(8);
    }

    @Test
    void whatIsPendingIsMeasured() {
        assertThat(rig.metrics.get("secrets.erasure.pending").gauge().value()).isZero();
        whenReplaced();
        rig.whenTimePasses(RETENTION).forget();

        assertThat(rig.metrics.get("secrets.erasure.pending").gauge().value()).isOne();
        assertThat(rig.metrics.get("secrets.erasure.oldest.age").gauge().value())
                .isPositive();
        assertThat(rig.count("secrets.erasure.given.up")).isOne();

        rig.witness.seesNothingLeft();
        rig.whenTimePasses(A_LOOK.multipliedBy(2));

        assertThat(rig.metrics.get("secrets.erasure.pending").gauge().value()).isZero();
        assertThat(rig.count("secrets.erasure.erased")).isOne();
    }
}
