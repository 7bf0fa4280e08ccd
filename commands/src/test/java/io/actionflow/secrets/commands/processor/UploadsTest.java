package io.actionflow.secrets.commands.processor;

import static io.actionflow.secrets.commands.processor.CommandRig.OWNER;
import static io.actionflow.secrets.commands.processor.CommandRig.PROJECT;
import static io.actionflow.secrets.commands.processor.CommandRig.addSecret;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.event.CommandRefused;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadsTest {

    private static final SealedValue VALUE = SealedValue.of("v1", 3);

    private final CommandRig rig = new CommandRig();

    @BeforeEach
    void giveProject() {
        rig.givenProject();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void theValueOfARejectedCommandIsTombstonedAtOnce() {
        rig.givenSecret("s1", "name");

        rig.whenUploaded(VALUE).whenSent("c1", addSecret("s2", "name", VALUE));

        rig.thenForwarded(VALUE).thenTombstoned(VALUE, 0, 1, 2);
        rig.thenRejected("c1", RejectionCode.NAME_TAKEN);
        rig.thenNothingElse();
        assertThat(rig.state().upload("v1")).isNull();
    }

    @Test
    void theValueOfARefusedCommandIsTombstonedThoughTheRefusalIsAnEvent() {
        rig.whenUploaded(VALUE).whenSent("c1", new AddSecret(PROJECT, "stranger", "s1", "name", "", VALUE.ref()));

        rig.thenForwarded(VALUE).thenRecorded(2, CommandRefused.class);
        rig.thenTombstoned(VALUE, 0, 1, 2).thenRejected("c1", RejectionCode.PERMISSION_DENIED);
        rig.thenNothingElse();
    }

    @Test
    void anEditClaimsItsValueAndLeavesTheFormerOneAlone() {
        rig.givenSecret("s1", "name");

        rig.whenUploaded(VALUE).whenSent("c1", new EditSecret(PROJECT, OWNER, "s1", null, null, VALUE.ref(), null));

        rig.thenForwarded(VALUE).thenRecorded(3, SecretEdited.class);
        rig.thenAnswered("c1", new Accepted(3, 0, 2, 0)).thenNothingElse();
        assertThat(rig.state().value("s1-value")).isNotNull();
    }

    @Test
    void aChunkOfAClaimedValueIsDroppedSoThatNobodyOverwritesIt() {
        rig.whenUploaded(VALUE).given("c1", addSecret("s1", "name", VALUE));

        rig.whenWritten(PROJECT, SealedValue.of("v1", 1).records().get(0))
                .whenWritten(PROJECT, VALUE.records().get(2));

        rig.thenNothingElse();
        assertThat(rig.count("secrets.chunks.dropped", "fault", "chunk_claimed"))
                .isEqualTo(2);
    }

    @Test
    void aRejectedCommandThatNamesAnothersClaimedValueDoesNotTouchIt() {
        rig.whenUploaded(VALUE).given("c1", addSecret("s1", "name", VALUE));

        rig.whenSent("c2", addSecret("s2", "other", VALUE));

        assertThat(rig.thenRejected("c2", RejectionCode.MALFORMED).field()).isEqualTo("value");
        rig.thenNothingElse();
        assertThat(rig.state().value("v1")).isNotNull();
    }

    @Test
    void onlyTheNextChunkOfAnUploadIsTaken() {
        rig.whenWritten(PROJECT, VALUE.records().get(1))
                .whenWritten(PROJECT, VALUE.records().get(0))
                .whenWritten(PROJECT, VALUE.records().get(2));

        rig.thenForwarded(new SealedValue(VALUE.ref(), VALUE.records().subList(0, 1)))
                .thenNothingElse();
        assertThat(rig.count("secrets.chunks.dropped", "fault", "chunk_order")).isEqualTo(2);
        assertThat(rig.count("secrets.chunks")).isEqualTo(1);
    }

    @Test
    void aChunkThatComesTwiceBeforeTheNextIsTakenOnce() {
        rig.whenWritten(PROJECT, VALUE.records().get(0))
                .whenWritten(PROJECT, VALUE.records().get(1))
                .whenWritten(PROJECT, VALUE.records().get(1))
                .whenWritten(PROJECT, VALUE.records().get(2))
                .whenSent("c1", addSecret("s1", "name", VALUE));

        rig.thenForwarded(VALUE).thenRecorded(2, SecretAdded.class);
        rig.thenAnswered("c1", new Accepted(2, 0, 1, 0)).thenNothingElse();
    }

    @Test
    void aChunkThatSaysAnotherCountIsDropped() {
        rig.whenWritten(PROJECT, VALUE.records().get(0)).forget();

        rig.whenWritten(PROJECT, SealedValue.of("v1", 2).records().get(1));

        rig.thenNothingElse();
        assertThat(rig.count("secrets.chunks.dropped", "fault", "chunk_order")).isEqualTo(1);
    }

    @Test
    void theFirstChunkAgainBeginsAnewAndNothingOfTheFormerAttemptIsLeft() {
        SealedValue again = SealedValue.of("v1", 1);
        rig.whenUploaded(VALUE).forget();

        rig.whenUploaded(again).whenSent("c1", addSecret("s1", "name", again));

        rig.thenTombstoned(VALUE, 1, 2).thenForwarded(again).thenRecorded(2, SecretAdded.class);
        rig.thenAnswered("c1", new Accepted(2, 0, 1, 0)).thenNothingElse();
    }

    @Test
    void aCommandWhoseValueIsIncompleteIsRejectedAndWhatArrivedTombstoned() {
        rig.whenWritten(PROJECT, VALUE.records().get(0))
                .whenWritten(PROJECT, VALUE.records().get(1))
                .forget();

        rig.whenSent("c1", addSecret("s1", "name", VALUE));

        rig.thenTombstoned(VALUE, 0, 1).thenRejected("c1", RejectionCode.MALFORMED);
        rig.thenNothingElse();
    }

    @Test
    void aCommandWhoseDigestIsOfOtherChunksIsRejected() {
        SealedValue other = SealedValue.of("v1", 3);
        ValueRef forged = new ValueRef(
                "v1", 3, other.ref().size(), SealedValue.of("v2", 3).ref().digest());
        rig.whenUploaded(VALUE).forget();

        rig.whenSent("c1", new AddSecret(PROJECT, OWNER, "s1", "name", "", forged));

        rig.thenTombstoned(VALUE, 0, 1, 2);
        assertThat(rig.thenRejected("c1", RejectionCode.MALFORMED).field()).isEqualTo("value");
    }

    @ParameterizedTest
    @CsvSource({
        "v/1, 0, 1, 60",
        "'', 0, 1, 60",
        "v1, 0, 0, 60",
        "v1, -1, 1, 60",
        "v1, 1, 1, 60",
        "v1, 0, 2049, 60",
        "v1, 0, 1, 52",
        "v1, 0, 1, 524342"
    })
    void aChunkOfImpossibleFormIsDropped(String valueId, int index, int count, int length) {
        assertThat(Limits.MAX_CHUNKS).isEqualTo(2048);
        assertThat(Limits.CHUNK_BYTES + ValueSealer.OVERHEAD_BYTES).isEqualTo(524341);

        rig.whenWritten(PROJECT, SealedValue.chunk(valueId, index, count, new byte[length]));

        rig.thenNothingElse();
        assertThat(rig.count("secrets.chunks.dropped", "fault", "chunk_form")).isEqualTo(1);
    }

    @Test
    void aChunkWithoutAProjectIsDropped() {
        rig.whenWritten("no/id", VALUE.records().get(0))
                .whenWritten((byte[]) null, VALUE.records().get(0));

        rig.thenNothingElse();
        assertThat(rig.count("secrets.records.unreadable", "fault", "key")).isEqualTo(2);
    }

    @Test
    void anUploadThatNobodyClaimsWithinAnHourIsTombstoned() {
        rig.whenWritten(PROJECT, VALUE.records().get(0))
                .whenWritten(PROJECT, VALUE.records().get(1))
                .forget();

        rig.whenTimePasses(Duration.ofMinutes(60)).thenNothingElse();
        rig.whenTimePasses(Duration.ofMinutes(1));

        rig.thenTombstoned(VALUE, 0, 1).thenNothingElse();
        assertThat(rig.state().upload("v1")).isNull();
        assertThat(rig.count("secrets.uploads.abandoned")).isEqualTo(1);
    }

    @Test
    void manyAbandonedUploadsAreTombstonedSweepBySweepSoThatNoTransactionGrowsTooLong() {
        for (int i = 0; i < 6; i++) {
            rig.whenUploaded(SealedValue.of("v" + i, 2000));
        }
        rig.forget();

        rig.whenTimePasses(Duration.ofMinutes(61));
        assertThat(rig.outputs()).hasSize(10_000);
        rig.forget().whenTimePasses(Duration.ofMinutes(1));

        assertThat(rig.outputs()).hasSize(2_000);
        assertThat(rig.count("secrets.uploads.abandoned")).isEqualTo(6);
    }

    @Test
    void aYoungUploadAndAClaimedValueAreLeftAlone() {
        SealedValue young = SealedValue.of("v2", 1);
        rig.whenUploaded(VALUE).given("c1", addSecret("s1", "name", VALUE));
        rig.whenTimePasses(Duration.ofMinutes(59)).whenUploaded(young).forget();

        rig.whenTimePasses(Duration.ofMinutes(5));

        rig.thenNothingElse();
        assertThat(rig.state().upload("v2")).isNotNull();
    }
}
