package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.projections.state.EntryStore;
import io.actionflow.secrets.projections.state.KeyEntry;
import io.actionflow.secrets.projections.state.Keys;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.ProjectKeyRecords;
import io.actionflow.secrets.schemas.crypto.ProjectKeys;
import io.actionflow.secrets.schemas.record.ProjectKeyDestroyed;
import io.actionflow.secrets.schemas.record.RecordDigest;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the projects of one partition: wrapped, in the state for the processor itself, and on the event log for
 * everybody else.
 */
final class Keyring implements ProjectKeyRecords {

    private final ProjectKeys keys;
    private final EntryStore entries;
    private final Outbox outbox;

    /** Makes one; of the entries it needs those alone that are under no key of a project. */
    Keyring(ProjectKeys keys, EntryStore entries, Outbox outbox) {
        this.keys = keys;
        this.entries = entries;
        this.outbox = outbox;
    }

    @Override
    public byte @Nullable [] record(GenerationKey key) {
        KeyEntry entry = entries.get(Keys.key(key.projectId(), key.generation()), KeyEntry.class);
        return entry == null ? null : entry.record();
    }

    /** Makes a key and writes its record; the event that names it follows in the same transaction. */
    RecordDigest create(GenerationKey key, Instant at) {
        byte[] record = keys.create(key);
        entries.put(Keys.key(key.projectId(), key.generation()), new KeyEntry(record));
        outbox.key(key, record, at);
        return RecordDigest.of(key.text(), record);
    }

    /**
     * Takes the record of a key, or the proof that it was destroyed, as it stood on another cluster.
     *
     * @return false where another one is there: what stands under that one could not be read any more
     * @throws DecryptionException where it is neither, under this metadata keyset and at this place
     */
    boolean restore(GenerationKey key, byte[] record, Instant at) throws DecryptionException {
        keys.isDestroyed(key, record);
        byte[] before = record(key);
        if (before != null) {
            return Arrays.equals(before, record);
        }
        entries.put(Keys.key(key.projectId(), key.generation()), new KeyEntry(record));
        outbox.key(key, record, at);
        return true;
    }

    /** Forgets the proofs of destroyed keys, which stand on the log; returns whether a key that is none is left. */
    boolean settle(String projectId) {
        boolean isLeft = false;
        for (GenerationKey key : keysOf(projectId)) {
            byte[] record = record(key);
            if (record != null && WireRecords.CODEC.decode(record) instanceof ProjectKeyDestroyed) {
                entries.delete(Keys.key(projectId, key.generation()));
            } else {
                isLeft = true;
            }
        }
        return isLeft;
    }

    /** Destroys all keys of a project: nothing that is under them can be read from now on, by the processor either. */
    List<RecordDigest> destroy(String projectId, Instant at) {
        List<RecordDigest> destroyed = new ArrayList<>();
        for (GenerationKey key : keysOf(projectId)) {
            byte[] proof = keys.destroyed(key);
            outbox.key(key, proof, at);
            entries.delete(Keys.key(projectId, key.generation()));
            keys.forget(key);
            destroyed.add(RecordDigest.of(key.text(), proof));
        }
        return destroyed;
    }

    private List<GenerationKey> keysOf(String projectId) {
        List<GenerationKey> found = new ArrayList<>();
        String table = Keys.keys(projectId);
        entries.scan(table, (key, entry) -> {
            found.add(new GenerationKey(projectId, Integer.parseInt(key, table.length(), key.length(), 10)));
            return true;
        });
        return found;
    }
}
