package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** A command as it stands on {@code secret-commands}, to be answered on {@code replyPartition}. */
public record EncryptedCommand(String commandId, int replyPartition, byte[] payload) {

    static final RecordType<EncryptedCommand> TYPE =
            RecordType.load("record", EncryptedCommand.class, EncryptedCommand::read, EncryptedCommand::write);

    private static EncryptedCommand read(Fields f) {
        return new EncryptedCommand(f.text("commandId"), f.smallNumber("replyPartition"), f.bytes("payload"));
    }

    private static void write(FieldWriter f, EncryptedCommand it) {
        f.text("commandId", it.commandId)
                .smallNumber("replyPartition", it.replyPartition)
                .bytes("payload", it.payload);
    }
}
