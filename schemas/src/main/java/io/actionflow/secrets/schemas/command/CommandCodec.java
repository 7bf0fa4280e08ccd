package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.crypto.AssociatedData;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.record.EncryptedCommand;
import io.actionflow.secrets.schemas.record.WireRecords;

/** Commands to records of {@code secret-commands} and back. */
public final class CommandCodec {

    private final MetadataCipher cipher;

    public CommandCodec(MetadataCipher cipher) {
        this.cipher = cipher;
    }

    /** The value of the record that carries the command; its key is the projectId. */
    public byte[] seal(String commandId, int replyPartition, Command command) {
        byte[] payload = cipher.encrypt(CommandTypes.CODEC.encode(command), AssociatedData.command(commandId));
        return WireRecords.CODEC.encode(new EncryptedCommand(commandId, replyPartition, payload));
    }

    /** The command inside; throws {@link DecryptionException} where it was not encrypted for this command id. */
    public Command open(EncryptedCommand record) throws DecryptionException {
        byte[] payload = cipher.decrypt(record.payload(), AssociatedData.command(record.commandId()));
        return (Command) CommandTypes.CODEC.decode(payload);
    }
}
