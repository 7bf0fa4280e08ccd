package io.actionflow.secrets.commands.processor;

import static io.actionflow.secrets.commands.processor.CommandRig.OWNER;
import static io.actionflow.secrets.commands.processor.CommandRig.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.crypto.AssociatedData;
import io.actionflow.secrets.schemas.record.CommandResult;
import io.actionflow.secrets.schemas.record.EncryptedCommand;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.topic.RecordKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a publisher writes: it is answered where that is possible, counted where it is not, and stops nothing. */
class PoisonTest {

    private static final Sync COMMAND = new Sync(PROJECT, OWNER);

    private final CommandRig rig = new CommandRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private void thenOnlyCounted(Fault fault) {
        rig.thenNothingElse();
        assertThat(rig.count("secrets.records.unreadable", "fault", fault.tag()))
                .isEqualTo(1);
        thenCommandsAreStillCarriedOut();
    }

    private Rejected thenAnsweredAsMalformed(Fault fault) {
        Rejected rejected = rig.thenRejected("c1", RejectionCode.MALFORMED);
        thenOnlyCounted(fault);
        return rejected;
    }

    private void thenCommandsAreStillCarriedOut() {
        rig.given("next", new CreateProject(PROJECT, OWNER));
    }

    @Test
    void aRecordWithoutAValue() {
        rig.whenWritten(PROJECT, null);

        thenOnlyCounted(Fault.NO_VALUE);
    }

    @Test
    void aRecordWithoutKeyOrValue() {
        rig.whenWritten((byte[]) null, null);

        thenOnlyCounted(Fault.NO_VALUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 11, 1000})
    void randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);

        rig.whenWritten(PROJECT, bytes);

        thenOnlyCounted(Fault.NOT_A_RECORD);
    }

    @Test
    void aRecordOfASchemaThatNobodyKnows() {
        rig.whenWritten(PROJECT, new byte[] {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9});

        thenOnlyCounted(Fault.UNKNOWN_SCHEMA);
    }

    @Test
    void aRecordOfAnotherTopic() {
        rig.whenWritten(PROJECT, WireRecords.CODEC.encode(new CommandResult("c1", new byte[50])));

        thenOnlyCounted(Fault.NOT_A_RECORD);
    }

    @Test
    void aCommandThatIsCutShort() {
        byte[] whole = rig.commands().seal("c1", 0, COMMAND);

        rig.whenWritten(PROJECT, Arrays.copyOf(whole, whole.length - 1));

        thenOnlyCounted(Fault.NOT_A_RECORD);
    }

    @Test
    void aCommandWhosePayloadIsAltered() {
        byte[] record = rig.commands().seal("c1", 0, COMMAND);
        record[record.length - 1] ^= 1;

        rig.whenWritten(PROJECT, record);

        assertThat(thenAnsweredAsMalformed(Fault.CORRUPT).message()).contains("does not authenticate");
    }

    @Test
    void aCommandThatWasMovedToAnotherCommandId() {
        EncryptedCommand original =
                WireRecords.CODEC.decode(rig.commands().seal("c0", 0, COMMAND), EncryptedCommand.class);

        rig.whenWritten(PROJECT, WireRecords.CODEC.encode(new EncryptedCommand("c1", 0, original.payload())));

        thenAnsweredAsMalformed(Fault.CORRUPT);
    }

    @Test
    void aCommandUnderAKeyThatTheProcessorLacksIsAnsweredWithTheRemedy() throws Exception {
        rig.whenWritten(PROJECT, rig.commandsUnder(TestKeys.newCipher()).seal("c1", 0, COMMAND));

        assertThat(thenAnsweredAsMalformed(Fault.UNKNOWN_KEY).message())
                .contains("give the processor the publisher's keyset, then send the same command again");
    }

    @Test
    void aCommandThatCouldNotBeReadMayBeSentAgainUnderTheSameId() throws Exception {
        CreateProject create = new CreateProject(PROJECT, OWNER);
        rig.whenWritten(PROJECT, rig.commandsUnder(TestKeys.newCipher()).seal("c1", 0, create));
        rig.thenRejected("c1", RejectionCode.MALFORMED);

        rig.whenSent("c1", create);

        rig.thenAnswered("c1", new Accepted(1, 0, 0, 0));
    }

    @Test
    void aPayloadThatIsNoCommand() {
        byte[] payload = rig.keys
                .metadata()
                .encrypt("no command".getBytes(StandardCharsets.UTF_8), AssociatedData.command("c1"));

        rig.whenWritten(PROJECT, WireRecords.CODEC.encode(new EncryptedCommand("c1", 0, payload)));

        thenAnsweredAsMalformed(Fault.PAYLOAD);
    }

    @Test
    void aPayloadOfASchemaThatNobodyKnows() {
        byte[] payload = rig.keys
                .metadata()
                .encrypt(new byte[] {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9}, AssociatedData.command("c1"));

        rig.whenWritten(PROJECT, WireRecords.CODEC.encode(new EncryptedCommand("c1", 0, payload)));

        assertThat(thenAnsweredAsMalformed(Fault.UNKNOWN_SCHEMA).message()).contains("upgrade");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "Zoë", "a b", "/upload"})
    void aKeyThatIsNoProjectId(String key) {
        rig.whenWritten(key, rig.commands().seal("c1", 0, COMMAND));

        assertThat(thenAnsweredAsMalformed(Fault.KEY).field()).isEqualTo("projectId");
    }

    @Test
    void aKeyThatIsNotUtf8() {
        rig.whenWritten(new byte[] {(byte) 0xff, (byte) 0xfe}, rig.commands().seal("c1", 0, COMMAND));

        thenAnsweredAsMalformed(Fault.KEY);
    }

    @Test
    void aCommandWithoutAKey() {
        rig.whenWritten((byte[]) null, rig.commands().seal("c1", 0, COMMAND));

        thenAnsweredAsMalformed(Fault.KEY);
    }

    @Test
    void aCommandIdOfAWrongFormIsAnsweredUnderThatId() {
        rig.whenWritten(PROJECT, rig.commands().seal("not an id", 0, COMMAND));

        assertThat(rig.thenRejected("not an id", RejectionCode.MALFORMED).field())
                .isEqualTo("commandId");
        thenOnlyCounted(Fault.COMMAND_ID);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1025, 1_000_000})
    void aCommandIdThatNoAnswerCanRepeatIsNotAnswered(int length) {
        rig.whenWritten(PROJECT, rig.commands().seal("x".repeat(length), 0, COMMAND));

        thenOnlyCounted(Fault.COMMAND_ID);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 8, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aCommandThatNamesNoPartitionToAnswerOnIsNotCarriedOut(int partition) {
        rig.whenWritten(PROJECT, rig.commands().seal("c1", partition, new CreateProject(PROJECT, OWNER)));

        thenOnlyCounted(Fault.REPLY_PARTITION);
    }

    @Test
    void aCommandBeyondTheLimitIsAnsweredWithIt() {
        byte[] payload = new byte[Limits.MAX_COMMAND_BYTES];

        rig.whenWritten(PROJECT, WireRecords.CODEC.encode(new EncryptedCommand("c1", 0, payload)));

        assertThat(thenAnsweredAsMalformed(Fault.TOO_LARGE).message())
                .contains(Integer.toString(Limits.MAX_COMMAND_BYTES));
    }

    @Test
    void aProjectOnAPartitionThatIsNotItsOwnGetsNoSecondWriter() {
        try (CommandRig first = new CommandRig(4)) {
            String project = projectOf(3, 4);

            first.whenSent("c1", new CreateProject(project, OWNER))
                    .whenWritten(project, SealedValue.of("v1", 1).records().get(0));

            assertThat(first.thenRejected("c1", RejectionCode.MALFORMED).field())
                    .isEqualTo("projectId");
            first.thenNothingElse();
            assertThat(first.count("secrets.records.unreadable", "fault", "misplaced"))
                    .isEqualTo(1);
            assertThat(first.count("secrets.chunks.dropped", "fault", "misplaced"))
                    .isEqualTo(1);
        }
    }

    private static String projectOf(int partition, int partitions) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "project-" + i)
                .filter(project -> RecordKey.partition(project, partitions) == partition)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void longTextsThatComeWithSeveralCommandsStillFitIntoOneEntry() {
        String text = "x".repeat(Limits.MAX_TEXT_BYTES);
        SealedValue value = SealedValue.of("v1", 1);
        rig.givenProject().whenUploaded(value);
        rig.given("c1", new AddSecret(PROJECT, OWNER, "s1", text, "", value.ref()));

        rig.given("c2", new EditSecret(PROJECT, OWNER, "s1", null, text, null, null));

        assertThat(rig.changelog(CommandTopology.STATE))
                .allSatisfy(record -> assertThat(record.value() == null ? 0 : record.value().length)
                        .isLessThan(Limits.MAX_RECORD_BYTES - 1024));
    }

    @Test
    void aStateEntryThatCantBeReadStopsTheProcessor() {
        rig.givenProject();
        Bytes key = Bytes.wrap((PROJECT + "/project").getBytes(StandardCharsets.UTF_8));
        byte[] entry = rig.store().get(key);
        entry[entry.length - 1] ^= 1;
        rig.store().put(key, entry);

        assertThatThrownBy(() -> rig.whenSent("c1", COMMAND))
                .hasStackTraceContaining("The state entry project-1/project of command-state can't be read");
    }
}
