package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.crypto.AssociatedData;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.DecryptionException.Reason;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ProjectCipher;
import org.jspecify.annotations.Nullable;

/**
 * Entries to the bytes of one store and back: Avro single objects, encrypted for their key in that store. Those of a project
 * are under the project's key, so that they can't be read once it is destroyed; what must be readable without is under the
 * metadata keyset: see {@link Keys#encryptedFor}.
 */
public final class EntryCodec {

    private final ProjectCipher cipher;
    private final String store;

    public EntryCodec(ProjectCipher cipher, String store) {
        this.cipher = cipher;
        this.store = store;
    }

    /** For state without project keys. */
    public EntryCodec(MetadataCipher cipher, String store) {
        this(ProjectCipher.shared(cipher), store);
    }

    /** Seals an entry; {@code generation} is that of its project's key, of no meaning for what is under none. */
    public byte[] seal(String key, Entry entry, int generation) {
        byte[] plain = EntryTypes.CODEC.encode(entry);
        String projectId = Keys.encryptedFor(key);
        return projectId == null
                ? cipher.encryptShared(plain, AssociatedData.entry(store, key))
                : cipher.encrypt(projectId, generation, plain, AssociatedData.entry(store, key));
    }

    /**
     * Opens an entry; null where the project's key was destroyed, so that there is no entry any more for anybody.
     *
     * @throws IllegalStateException where the entry was altered, moved, or made under a key that is missing
     */
    public @Nullable Entry open(String key, byte[] sealed) {
        try {
            return (Entry) EntryTypes.CODEC.decode(decrypt(key, sealed));
        } catch (DecryptionException e) {
            if (e.reason() == Reason.PROJECT_KEY_DESTROYED) {
                return null;
            }
            throw new IllegalStateException("The state entry " + key + " of " + store + " can't be read", e);
        }
    }

    private byte[] decrypt(String key, byte[] sealed) throws DecryptionException {
        String projectId = Keys.encryptedFor(key);
        return projectId == null
                ? cipher.decryptShared(sealed, AssociatedData.entry(store, key))
                : cipher.decrypt(projectId, sealed, AssociatedData.entry(store, key));
    }
}
