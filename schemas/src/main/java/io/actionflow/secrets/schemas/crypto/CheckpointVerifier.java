package io.actionflow.secrets.schemas.crypto;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.PublicKeyVerify;
import com.google.crypto.tink.RegistryConfiguration;
import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import java.security.GeneralSecurityException;

/**
 * Tells whether a checkpoint was signed by a key of a public keyset. Keys that were replaced stay in the keyset, so that
 * what they signed goes on to be genuine. Safe for use by several threads.
 */
public final class CheckpointVerifier {

    /** What a signature turned out to be. */
    public enum Verdict {
        /** Signed by one of our keys, and over this. */
        GENUINE,
        /** It names a key that the keyset lacks: nothing can be said of it. */
        UNKNOWN_KEY,
        /** Not a signature over this by the key that it names. */
        FORGED
    }

    private final PublicKeyVerify ed25519;
    private final KeyIds keyIds;

    private CheckpointVerifier(PublicKeyVerify ed25519, KeyIds keyIds) {
        this.ed25519 = ed25519;
        this.keyIds = keyIds;
    }

    public static CheckpointVerifier of(KeysetHandle checkpointPublicKeyset) throws GeneralSecurityException {
        return new CheckpointVerifier(
                checkpointPublicKeyset.getPrimitive(RegistryConfiguration.get(), PublicKeyVerify.class),
                KeyIds.of(checkpointPublicKeyset));
    }

    /** Whether one of the keys signed exactly what the checkpoint says. */
    public Verdict verify(SignedCheckpoint checkpoint) {
        try {
            ed25519.verify(checkpoint.signature(), checkpoint.head().bytes());
            return Verdict.GENUINE;
        } catch (GeneralSecurityException e) {
            boolean namesAnother = keyIds.reason(checkpoint.signature()) == DecryptionException.Reason.UNKNOWN_KEY;
            return namesAnother ? Verdict.UNKNOWN_KEY : Verdict.FORGED;
        }
    }
}
