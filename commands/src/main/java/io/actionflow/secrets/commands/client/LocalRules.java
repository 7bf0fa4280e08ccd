package io.actionflow.secrets.commands.client;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CommandForm;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the processor would certainly reject, found before anything is sent. */
final class LocalRules {

    private LocalRules() {}

    /** Why the command can't pass, whatever the state of its project. */
    static Optional<Rejected> fault(String commandId, Command command) {
        return CommandForm.fault(commandId, command).or(() -> emptyName(command));
    }

    /** Why a value can't pass, whatever it belongs to. */
    static Optional<Rejected> fault(PlainValue value) {
        if (value.size() == 0) {
            return Optional.of(
                    Rejected.of(RejectionCode.VALUE_EMPTY, "Expected a value of at least one byte, but it has none"));
        } else if (value.size() > Limits.MAX_VALUE_BYTES) {
            return Optional.of(Rejected.malformed(
                    "value",
                    "Expected a value of at most " + Limits.MAX_VALUE_BYTES + " bytes, but it has " + value.size()));
        }
        return Optional.empty();
    }

    /** Why an encrypted command can't be sent. */
    static Optional<Rejected> tooLarge(byte[] record) {
        return record.length <= Limits.MAX_COMMAND_BYTES
                ? Optional.empty()
                : Optional.of(Rejected.malformed(
                        "command",
                        "Expected an encrypted command of at most " + Limits.MAX_COMMAND_BYTES + " bytes, but it has "
                                + record.length + ": shorten its texts"));
    }

    private static Optional<Rejected> emptyName(Command command) {
        String name = nameIn(command);
        return name == null || !name.isEmpty()
                ? Optional.empty()
                : Optional.of(Rejected.of(
                        RejectionCode.NAME_EMPTY, "Expected a name of at least one character, but it has none"));
    }

    private static @Nullable String nameIn(Command command) {
        if (command instanceof AddSecret add) {
            return add.name();
        }
        return command instanceof EditSecret edit ? edit.name() : null;
    }
}
