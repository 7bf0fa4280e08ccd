package io.actionflow.secrets.schemas.result;

import io.actionflow.secrets.schemas.crypto.AssociatedData;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.record.CommandResult;
import io.actionflow.secrets.schemas.record.WireRecords;

/** Outcomes to records of {@code secret-command-results} and back. */
public final class OutcomeCodec {

    private final MetadataCipher cipher;

    public OutcomeCodec(MetadataCipher cipher) {
        this.cipher = cipher;
    }

    /** The value of the record that carries the outcome; its key is the command id. */
    public byte[] seal(String commandId, Outcome outcome) {
        byte[] payload = cipher.encrypt(OutcomeTypes.CODEC.encode(outcome), AssociatedData.result(commandId));
        return WireRecords.CODEC.encode(new CommandResult(commandId, payload));
    }

    /** The outcome inside; throws {@link DecryptionException} where it was not encrypted for this command id. */
    public Outcome open(CommandResult record) throws DecryptionException {
        byte[] payload = cipher.decrypt(record.payload(), AssociatedData.result(record.commandId()));
        return (Outcome) OutcomeTypes.CODEC.decode(payload);
    }
}
