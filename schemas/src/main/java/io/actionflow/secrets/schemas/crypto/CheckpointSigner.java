package io.actionflow.secrets.schemas.crypto;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.RegistryConfiguration;
import io.actionflow.secrets.schemas.record.Checkpoint;
import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import java.security.GeneralSecurityException;

/**
 * Signs checkpoints with the primary key of a private keyset: Ed25519 in Tink's format (the byte 1, 4 bytes of key id, 64
 * of signature). The same checkpoint always gets the same signature. Safe for use by several threads.
 */
public final class CheckpointSigner {

    private final LiveKeyset.Derived<PublicKeySign> ed25519;

    private CheckpointSigner(LiveKeyset.Derived<PublicKeySign> ed25519) {
        this.ed25519 = ed25519;
    }

    public static CheckpointSigner of(KeysetHandle checkpointPrivateKeyset) throws GeneralSecurityException {
        return of(LiveKeyset.fixed(checkpointPrivateKeyset));
    }

    /** One that goes on with the keyset when that is replaced. */
    public static CheckpointSigner of(LiveKeyset checkpointPrivateKeyset) throws GeneralSecurityException {
        return new CheckpointSigner(checkpointPrivateKeyset.deriving(
                keyset -> keyset.getPrimitive(RegistryConfiguration.get(), PublicKeySign.class)));
    }

    public SignedCheckpoint sign(Checkpoint head) {
        try {
            return new SignedCheckpoint(head, ed25519.get().sign(head.bytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Signing failed: the checkpoint keyset is not usable", e);
        }
    }
}
