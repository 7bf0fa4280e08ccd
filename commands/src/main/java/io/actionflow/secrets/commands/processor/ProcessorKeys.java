package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.projections.state.TextHash;
import io.actionflow.secrets.schemas.crypto.KeyedHash;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;

/**
 * What a processor must know to read commands and to keep state. Nothing here opens a value.
 *
 * @param lookup hashes names and members for the keys of state entries
 */
public record ProcessorKeys(MetadataCipher metadata, TextHash lookup) {

    public static ProcessorKeys of(MetadataCipher metadata, KeyedHash lookup) {
        return new ProcessorKeys(metadata, lookup::of);
    }
}
