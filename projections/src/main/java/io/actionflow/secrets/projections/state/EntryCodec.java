package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.crypto.AssociatedData;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;

/** Entries to the bytes of one store and back: Avro single objects, encrypted for their key in that store. */
public final class EntryCodec {

    private final MetadataCipher cipher;
    private final String store;

    public EntryCodec(MetadataCipher cipher, String store) {
        this.cipher = cipher;
        this.store = store;
    }

    public byte[] seal(String key, Entry entry) {
        return cipher.encrypt(EntryTypes.CODEC.encode(entry), AssociatedData.entry(store, key));
    }

    /** Throws {@link IllegalStateException} where the entry was altered, moved, or made under a key that is missing. */
    public Entry open(String key, byte[] sealed) {
        try {
            return (Entry) EntryTypes.CODEC.decode(cipher.decrypt(sealed, AssociatedData.entry(store, key)));
        } catch (DecryptionException e) {
            throw new IllegalStateException("The state entry " + key + " of " + store + " can't be read", e);
        }
    }
}
