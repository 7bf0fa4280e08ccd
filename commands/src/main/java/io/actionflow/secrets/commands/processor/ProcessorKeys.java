package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.projections.state.TextHash;
import io.actionflow.secrets.schemas.command.CommandSignatures;
import io.actionflow.secrets.schemas.crypto.CheckpointSigner;
import io.actionflow.secrets.schemas.crypto.KeyedHash;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;

/**
 * What a processor must know to read commands, to keep state and to sign checkpoints. Nothing here opens a value.
 *
 * @param lookup hashes names and members for the keys of state entries
 * @param checkpoints signs how far histories have come
 * @param signatures which resolvers are believed
 */
public record ProcessorKeys(
        MetadataCipher metadata, TextHash lookup, CheckpointSigner checkpoints, CommandSignatures signatures) {

    /** Where no resolver is believed: values can't be sealed anew, and no match is ever answered. */
    public ProcessorKeys(MetadataCipher metadata, TextHash lookup, CheckpointSigner checkpoints) {
        this(metadata, lookup, checkpoints, CommandSignatures.none());
    }

    /** The same, where resolvers are believed. */
    public ProcessorKeys believing(CommandSignatures signatures) {
        return new ProcessorKeys(metadata, lookup, checkpoints, signatures);
    }

    public static ProcessorKeys of(MetadataCipher metadata, KeyedHash lookup, CheckpointSigner checkpoints) {
        return new ProcessorKeys(metadata, lookup::of, checkpoints);
    }
}
