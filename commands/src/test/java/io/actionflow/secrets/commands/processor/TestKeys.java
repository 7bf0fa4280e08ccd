package io.actionflow.secrets.commands.processor;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.schemas.command.CommandSignatures;
import io.actionflow.secrets.schemas.command.CommandSigner;
import io.actionflow.secrets.schemas.crypto.CheckpointSigner;
import io.actionflow.secrets.schemas.crypto.CheckpointVerifier;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.KeyedHash;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import java.security.GeneralSecurityException;

/** Fresh keys of a test; the private one that opens values is thrown away. */
public record TestKeys(
        MetadataCipher metadata,
        KeyedHash lookup,
        ValueSealer sealer,
        CheckpointSigner checkpoints,
        CheckpointVerifier verifier,
        KeysetHandle signing) {

    public static TestKeys generate() {
        try {
            KeysetHandle values = KeyTemplates.newValueKeyPair().getPublicKeysetHandle();
            KeysetHandle checkpoints = KeyTemplates.newSigningKeyPair();
            return new TestKeys(
                    newCipher(),
                    KeyedHash.of(KeyTemplates.newLookup()),
                    ValueSealer.of(values),
                    CheckpointSigner.of(checkpoints),
                    CheckpointVerifier.of(checkpoints.getPublicKeysetHandle()),
                    KeyTemplates.newSigningKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a resolver signs with. */
    public CommandSigner signer() {
        try {
            return CommandSigner.of(signing);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public CommandSignatures signatures() {
        try {
            return CommandSignatures.of(signing.getPublicKeysetHandle());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A cipher under a key that nobody else has. */
    public static MetadataCipher newCipher() throws GeneralSecurityException {
        return MetadataCipher.of(KeyTemplates.newAead());
    }
}
