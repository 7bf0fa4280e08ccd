package io.actionflow.secrets.app.system;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.commands.processor.ProcessorKeys;
import io.actionflow.secrets.projections.topology.ReadTopology;
import io.actionflow.secrets.schemas.crypto.CheckpointSigner;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.KeyedHash;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import java.security.GeneralSecurityException;

/** Fresh keys of a test. */
public record TestKeys(KeysetHandle metadata, KeysetHandle lookup, KeysetHandle values, KeysetHandle signing) {

    public static TestKeys generate() {
        try {
            return new TestKeys(
                    KeyTemplates.newAead(),
                    KeyTemplates.newLookup(),
                    KeyTemplates.newValueKeyPair(),
                    KeyTemplates.newSigningKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public MetadataCipher cipher() {
        try {
            return MetadataCipher.of(metadata);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public KeyedHash hash() {
        try {
            return KeyedHash.of(lookup);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public ValueSealer sealer() {
        try {
            return ValueSealer.of(values.getPublicKeysetHandle());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public CheckpointSigner signer() {
        try {
            return CheckpointSigner.of(signing);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public ReadTopology.Settings reading() {
        return new ReadTopology.Settings(cipher(), hash()::of);
    }

    public ProcessorKeys processing() {
        return ProcessorKeys.of(cipher(), hash(), signer());
    }
}
