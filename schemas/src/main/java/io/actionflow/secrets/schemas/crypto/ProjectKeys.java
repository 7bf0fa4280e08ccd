package io.actionflow.secrets.schemas.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.actionflow.secrets.schemas.crypto.DecryptionException.Reason;
import io.actionflow.secrets.schemas.record.ProjectKey;
import io.actionflow.secrets.schemas.record.ProjectKeyDestroyed;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys of projects: AES-256-GCM, one a generation, whose key id <em>is</em> the generation, so that a ciphertext says
 * where its key stands. At rest each is wrapped under the metadata keyset for its record key; unwrapped ones are remembered
 * for a while, so that data needs no more than a look into a map. Safe for use by several threads.
 */
public final class ProjectKeys {

    private static final long MOST_REMEMBERED = 10_000;
    private static final Duration IDLE = Duration.ofMinutes(15);
    private static final byte[] NOTHING = {};

    private final MetadataCipher shared;
    private final Cache<GenerationKey, MetadataCipher> unwrapped = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(IDLE)
            .executor(Runnable::run)
            .build();

    public ProjectKeys(MetadataCipher shared) {
        KeyTemplates.register();
        this.shared = shared;
    }

    MetadataCipher shared() {
        return shared;
    }

    /** Ciphers of projects whose key records stand there. */
    public ProjectCipher using(ProjectKeyRecords records) {
        return new ProjectCipher(this, records);
    }

    /** The record of a new key. */
    public byte[] create(GenerationKey place) {
        try {
            KeysetHandle keyset = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withFixedId(place.generation())
                            .makePrimary())
                    .build();
            byte[] plain = TinkProtoKeysetFormat.serializeKeyset(
                    keyset, InsecureSecretKeyAccess.get(), RegistryConfiguration.get());
            return WireRecords.CODEC.encode(new ProjectKey(shared.encrypt(plain, associatedData(place))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key for a project could not be made", e);
        }
    }

    /** The record that stands for ever where the key stood. */
    public byte[] destroyed(GenerationKey place) {
        return WireRecords.CODEC.encode(new ProjectKeyDestroyed(shared.encrypt(NOTHING, associatedData(place))));
    }

    /** The key is given up: it is not remembered from now on, unless its record still stands where it is looked up. */
    public void forget(GenerationKey place) {
        unwrapped.invalidate(place);
    }

    /**
     * Whether the record proves that the key was destroyed.
     *
     * @throws DecryptionException where it is neither a key of this place nor a proof: {@code CORRUPT} or {@code
     *     UNKNOWN_KEY}
     */
    public boolean isDestroyed(GenerationKey place, byte[] record) throws DecryptionException {
        return read(place, record) == null;
    }

    /**
     * The cipher of one generation.
     *
     * @throws DecryptionException {@code PROJECT_KEY_MISSING} where no record is there, {@code PROJECT_KEY_DESTROYED} where
     *     the record proves that the key was destroyed, {@code CORRUPT} or {@code UNKNOWN_KEY} where it proves nothing
     */
    MetadataCipher cipher(GenerationKey place, ProjectKeyRecords records) throws DecryptionException {
        MetadataCipher known = unwrapped.getIfPresent(place);
        return known == null ? load(place, records) : known;
    }

    private MetadataCipher load(GenerationKey place, ProjectKeyRecords records) throws DecryptionException {
        byte[] record = records.record(place);
        if (record == null) {
            throw new DecryptionException(Reason.PROJECT_KEY_MISSING);
        }
        MetadataCipher read = read(place, record);
        if (read == null) {
            throw new DecryptionException(Reason.PROJECT_KEY_DESTROYED);
        }
        unwrapped.put(place, read);
        // The look comes after the insertion: who destroys the key meanwhile is either seen by it or finds the entry.
        if (!Arrays.equals(record, records.record(place))) {
            unwrapped.invalidate(place);
        }
        return read;
    }

    /** What the record holds; null for a proof that the key was destroyed. */
    private @Nullable MetadataCipher read(GenerationKey place, byte[] record) throws DecryptionException {
        Object decoded = WireRecords.CODEC.decode(record);
        if (decoded instanceof ProjectKey key) {
            return unwrap(place, shared.decrypt(key.wrapped(), associatedData(place)));
        } else if (decoded instanceof ProjectKeyDestroyed marker
                && shared.decrypt(marker.proof(), associatedData(place)).length == 0) {
            return null;
        }
        throw new DecryptionException(Reason.CORRUPT);
    }

    private static MetadataCipher unwrap(GenerationKey place, byte[] plain) throws DecryptionException {
        try {
            KeysetHandle keyset = TinkProtoKeysetFormat.parseKeyset(
                    plain, InsecureSecretKeyAccess.get(), RegistryConfiguration.get());
            if (keyset.size() != 1 || keyset.getPrimary().getId() != place.generation()) {
                throw new DecryptionException(Reason.CORRUPT);
            }
            return MetadataCipher.of(keyset);
        } catch (GeneralSecurityException e) {
            throw new DecryptionException(Reason.CORRUPT, e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static byte[] associatedData(GenerationKey place) {
        return AssociatedData.event(place.text());
    }
}
