package io.actionflow.secrets.schemas.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.TestKeys;
import io.actionflow.secrets.schemas.record.CommandResult;
import io.actionflow.secrets.schemas.record.EncryptedCommand;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.OutcomeCodec;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Commands and the outcomes that answer them: both are tied to the command id. */
final class CommandCodecTest {

    static final List<Command> COMMANDS = Samples.COMMANDS;
    static final List<Outcome> OUTCOMES = Samples.OUTCOMES;

    private final CommandCodec commands;
    private final OutcomeCodec outcomes;

    CommandCodecTest() throws GeneralSecurityException {
        MetadataCipher cipher = MetadataCipher.of(TestKeys.metadata());
        commands = new CommandCodec(cipher);
        outcomes = new OutcomeCodec(cipher);
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void aSealedCommandOpens(Command command) throws DecryptionException {
        byte[] value = commands.seal("command-1", 3, command);

        EncryptedCommand record = WireRecords.CODEC.decode(value, EncryptedCommand.class);
        assertThat(record.commandId()).isEqualTo("command-1");
        assertThat(record.replyPartition()).isEqualTo(3);
        // Field by field: a signature is bytes, and arrays are equal only where they are the same.
        assertThat(commands.open(record)).usingRecursiveComparison().isEqualTo(command);
    }

    @ParameterizedTest
    @FieldSource("OUTCOMES")
    void aSealedOutcomeOpens(Outcome outcome) throws DecryptionException {
        byte[] value = outcomes.seal("command-1", outcome);

        CommandResult record = WireRecords.CODEC.decode(value, CommandResult.class);
        assertThat(record.commandId()).isEqualTo("command-1");
        assertThat(outcomes.open(record)).isEqualTo(outcome);
    }

    @Test
    void aPayloadUnderAnotherCommandIdIsCorrupt() {
        EncryptedCommand command =
                WireRecords.CODEC.decode(commands.seal("command-1", 3, Samples.of(Sync.class)), EncryptedCommand.class);
        CommandResult result =
                WireRecords.CODEC.decode(outcomes.seal("command-1", Samples.OUTCOMES.get(0)), CommandResult.class);

        assertThat(catchThrowableOfType(
                                DecryptionException.class,
                                () -> commands.open(new EncryptedCommand("command-2", 3, command.payload())))
                        .reason())
                .isEqualTo(DecryptionException.Reason.CORRUPT);
        assertThat(catchThrowableOfType(
                                DecryptionException.class,
                                () -> outcomes.open(new CommandResult("command-2", result.payload())))
                        .reason())
                .isEqualTo(DecryptionException.Reason.CORRUPT);
    }

    @Test
    void aCommandIsNoAnswerToItself() {
        EncryptedCommand command =
                WireRecords.CODEC.decode(commands.seal("command-1", 3, Samples.of(Sync.class)), EncryptedCommand.class);

        assertThat(catchThrowableOfType(
                                DecryptionException.class,
                                () -> outcomes.open(new CommandResult("command-1", command.payload())))
                        .reason())
                .isEqualTo(DecryptionException.Reason.CORRUPT);
    }
}
