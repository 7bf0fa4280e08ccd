package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** An outcome as it stands on {@code secret-command-results}, encrypted. */
public record CommandResult(String commandId, byte[] payload) {

    static final RecordType<CommandResult> TYPE =
            RecordType.load("record", CommandResult.class, CommandResult::read, CommandResult::write);

    private static CommandResult read(Fields f) {
        return new CommandResult(f.text("commandId"), f.bytes("payload"));
    }

    private static void write(FieldWriter f, CommandResult it) {
        f.text("commandId", it.commandId).bytes("payload", it.payload);
    }
}
