package io.actionflow.secrets.schemas.crypto;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import java.nio.ByteBuffer;

/**
 * Encrypts what belongs to projects, each under its own key. What an older version wrote, and what must be readable when the
 * key is gone, is under the metadata keyset; a ciphertext names its key, so that both stand side by side. Safe for use by
 * several threads.
 */
public final class ProjectCipher {

    /** Stands for the metadata keyset, which all projects share. */
    public static final int SHARED = 0;

    private final ProjectKeys keys;
    private final ProjectKeyRecords records;

    ProjectCipher(ProjectKeys keys, ProjectKeyRecords records) {
        this.keys = keys;
        this.records = records;
    }

    /** Where no project has a key of its own. */
    public static ProjectCipher shared(MetadataCipher metadata) {
        return new ProjectKeys(metadata).using(ProjectKeyRecords.NONE);
    }

    /**
     * Encrypts under a generation of the project's key, or {@link #SHARED}.
     *
     * @throws IllegalStateException where the key is not there: nothing is ever encrypted under another one instead
     */
    public byte[] encrypt(String projectId, int generation, byte[] plaintext, byte[] associatedData) {
        if (generation == SHARED) {
            return keys.shared().encrypt(plaintext, associatedData);
        }
        try {
            return keys.cipher(new GenerationKey(projectId, generation), records)
                    .encrypt(plaintext, associatedData);
        } catch (DecryptionException e) {
            throw new IllegalStateException("Key " + generation + " of project " + projectId + " can't be used", e);
        }
    }

    /** Encrypts under the metadata keyset. */
    public byte[] encryptShared(byte[] plaintext, byte[] associatedData) {
        return keys.shared().encrypt(plaintext, associatedData);
    }

    /** Decrypts what is under the metadata keyset. */
    public byte[] decryptShared(byte[] ciphertext, byte[] associatedData) throws DecryptionException {
        return keys.shared().decrypt(ciphertext, associatedData);
    }

    /** Decrypts under the key that the ciphertext names: one of the project's or a shared one. */
    public byte[] decrypt(String projectId, byte[] ciphertext, byte[] associatedData) throws DecryptionException {
        int generation = generation(ciphertext);
        if (generation == SHARED) {
            return decryptShared(ciphertext, associatedData);
        }
        try {
            return keys.cipher(new GenerationKey(projectId, generation), records)
                    .decrypt(ciphertext, associatedData);
        } catch (DecryptionException e) {
            return decryptSharedInstead(ciphertext, associatedData, e);
        }
    }

    /** Ids of shared keys are random: one in some ten thousand looks like a generation. */
    private byte[] decryptSharedInstead(byte[] ciphertext, byte[] associatedData, DecryptionException asProjects)
            throws DecryptionException {
        try {
            return decryptShared(ciphertext, associatedData);
        } catch (DecryptionException e) {
            throw asProjects;
        }
    }

    private static int generation(byte[] ciphertext) {
        if (ciphertext.length < KeyIds.PREFIX_BYTES || ciphertext[0] != 1) {
            return SHARED;
        }
        int keyId = ByteBuffer.wrap(ciphertext).getInt(1);
        return keyId >= 1 && keyId <= Limits.MAX_PROJECT_KEYS ? keyId : SHARED;
    }
}
