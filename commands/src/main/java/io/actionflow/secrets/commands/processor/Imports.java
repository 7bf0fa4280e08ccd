package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.projections.evolve.BrokenHistoryException;
import io.actionflow.secrets.projections.evolve.History;
import io.actionflow.secrets.projections.state.DeletionEntry;
import io.actionflow.secrets.projections.state.EntryStore;
import io.actionflow.secrets.projections.state.ImportEntry;
import io.actionflow.secrets.projections.state.Keys;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.TextHash;
import io.actionflow.secrets.projections.state.UploadEntry;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.record.EncryptedEvent;
import io.actionflow.secrets.schemas.record.ImportFinished;
import io.actionflow.secrets.schemas.record.ImportedRecord;
import io.actionflow.secrets.schemas.record.RecordDigest;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueDigest;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Projects that come back from a backup, record by record: keys first, then chunks and events as they stood on the log. What
 * comes is checked as a reader checks it, folded by the same evolvers and written byte for byte, so that ids and chain are
 * those of before.
 *
 * <p>Only a project that was never there comes so, and it takes no commands before it is whole. To send again what has come
 * changes nothing: an import may be interrupted at any moment, and begun again.
 */
final class Imports {

    /** The answer to a command meanwhile. It is not remembered: the same command may be sent again. */
    static final Rejected ONGOING = Rejected.of(
            RejectionCode.PROJECT_IMPORTING,
            "Expected a project that takes commands, but it is being restored from a backup");

    private final EntryStore entries;
    private final TextHash hash;
    private final EventCodec codec;
    private final Keyring keyring;
    private final Uploads uploads;
    private final Checkpoints checkpoints;
    private final Outbox outbox;

    Imports(
            EntryStore entries,
            TextHash hash,
            EventCodec codec,
            Keyring keyring,
            Uploads uploads,
            Checkpoints checkpoints,
            Outbox outbox) {
        this.entries = entries;
        this.hash = hash;
        this.codec = codec;
        this.keyring = keyring;
        this.uploads = uploads;
        this.checkpoints = checkpoints;
        this.outbox = outbox;
    }

    /** Takes the next record, or says why it does not fit; then nothing of it is left. */
    Outcome take(String projectId, ImportedRecord imported, Instant at, Instant now) {
        ProjectState state = new ProjectState(projectId, entries, hash);
        if (!state.isImporting() && state.projectEver() != null) {
            return exists(state);
        }
        try {
            RecordKey key = RecordKey.parse(imported.recordKey());
            if (!key.projectId().equals(projectId)) {
                return malformed(state, "recordKey", "Expected a record of this project");
            }
            Optional<Rejected> fault = take(state, key, imported, at, now);
            if (fault.isPresent()) {
                return fault.get();
            }
            entries.put(Keys.importing(projectId), new ImportEntry(at));
            return accepted(state);
        } catch (DecryptionException | UnknownSchemaException | BrokenHistoryException e) {
            return malformed(state, "record", String.valueOf(e.getMessage()));
        } catch (MalformedRecordException e) {
            return malformed(state, e.field(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return malformed(state, "recordKey", "Expected a key of secret-events");
        }
    }

    private Optional<Rejected> take(ProjectState state, RecordKey key, ImportedRecord it, Instant at, Instant now)
            throws DecryptionException {
        if (key instanceof GenerationKey generation) {
            return keyring.restore(generation, it.record())
                    ? Optional.empty()
                    : Optional.of(malformed(state, "record", "Expected the key that has come before"));
        } else if (key instanceof ChunkKey chunk) {
            return chunk(state, chunk, it.record(), at, now);
        }
        return event(state, (EventKey) key, it.record(), at);
    }

    private Optional<Rejected> chunk(ProjectState state, ChunkKey key, byte[] record, Instant at, Instant now) {
        if (state.isTaken(key.valueId())) {
            return Optional.empty(); // it came before, and its event too
        }
        ValueChunk chunk = WireRecords.CODEC.decode(record, ValueChunk.class);
        if (!chunk.valueId().equals(key.valueId()) || chunk.index() != key.index()) {
            return Optional.of(malformed(state, "record", "Expected the chunk that its key names"));
        }
        return uploads.accept(state, chunk, record, at, now)
                .map(fault -> malformed(state, "record", "Expected the next chunk, but " + fault.sentence()));
    }

    private Optional<Rejected> event(ProjectState state, EventKey key, byte[] record, Instant at)
            throws DecryptionException {
        ProjectEntry before = state.projectEver();
        if (before != null && key.sequence() <= before.sequence()) {
            return Optional.empty(); // it came before: that it is the same, the links of those behind it say
        }
        EncryptedEvent outside = WireRecords.CODEC.decode(record, EncryptedEvent.class);
        ValueDigest claimed = outside.value();
        boolean isThere = claimed != null && isWhole(state.upload(claimed.valueId()), claimed);
        DraftEntryStore draft = new DraftEntryStore(entries);
        fold(new ProjectState(state.projectId(), draft, hash), key, record);
        keyring.writeRestored(outside.records(), at);
        draft.accept();
        if (claimed != null && isThere) {
            uploads.claimed(state.projectId(), claimed.valueId());
        } else if (claimed != null) {
            // A later event may have given it up; at the end it must have.
            uploads.discard(state, claimed.valueId(), at);
            entries.put(Keys.missing(state.projectId(), claimed.valueId()), new ImportEntry(at));
        }
        outside.erased().forEach(valueId -> entries.delete(Keys.missing(state.projectId(), valueId)));
        outbox.event(key.text(), record, at);
        return Optional.empty();
    }

    private static boolean isWhole(@Nullable UploadEntry upload, ValueDigest claimed) {
        return upload != null
                && upload.next() == upload.count()
                && upload.count() == claimed.chunks()
                && upload.digest().equals(claimed.digest());
    }

    private void fold(ProjectState draft, EventKey key, byte[] record) throws DecryptionException {
        try {
            RecordedEvent event = codec.open(key, record);
            requireKeys(event);
            History.fold(draft, event);
        } catch (DecryptionException e) {
            if (e.reason() != DecryptionException.Reason.PROJECT_KEY_DESTROYED) {
                throw e;
            }
            History.pass(draft, EventCodec.link(key, record));
        } catch (MalformedRecordException | UnknownSchemaException | BrokenHistoryException | KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            // Evolvers trust what a decider let through. Nothing did here, and no publisher may stop the processor.
            throw new BrokenHistoryException("Event " + key.sequence() + " does not follow from those before it");
        }
    }

    /** State is encrypted under the keys that events bring: without one, none could be written. */
    private void requireKeys(RecordedEvent event) {
        for (RecordDigest named : event.event().records()) {
            if (RecordKey.parse(named.key()) instanceof GenerationKey generation) {
                byte[] record = keyring.record(generation);
                if (record == null || !RecordDigest.of(named.key(), record).equals(named)) {
                    throw new BrokenHistoryException(
                            "Event " + event.sequence() + " names the key " + named.key() + ", which has not come");
                }
            }
        }
    }

    /** Ends the import, if the project has come as far as that and is whole. */
    Outcome finish(String projectId, ImportFinished finished, Instant at) {
        ProjectState state = new ProjectState(projectId, entries, hash);
        ProjectEntry project = state.projectEver();
        if (project == null) {
            return malformed(state, "sequence", "Expected the events of the project first, but none has come");
        } else if (project.sequence() != finished.sequence()
                || !project.lastHash().equals(finished.hash())) {
            return state.isImporting()
                    ? malformed(
                            state,
                            "sequence",
                            "Expected to end at event " + project.sequence() + ", the last that came")
                    : exists(state);
        } else if (!state.isImporting()) {
            return accepted(state);
        }
        List<String> missing = missing(projectId);
        if (!missing.isEmpty()) {
            return malformed(
                    state,
                    "record",
                    "Expected the chunks of value " + missing.get(0)
                            + ", which no event gave up; in all, so many values are missing: " + missing.size());
        }
        boolean hasKeys = keyring.settle(projectId);
        if (project.deleted() && hasKeys) {
            entries.put(
                    Keys.deletion(projectId),
                    new DeletionEntry(projectId, finished.commandId(), Deletions.FROM_THE_FIRST));
        }
        entries.delete(Keys.importing(projectId));
        checkpoints.changed(projectId, at);
        return accepted(state);
    }

    private List<String> missing(String projectId) {
        List<String> missing = new ArrayList<>();
        String table = Keys.missing(projectId);
        entries.scan(table, (key, entry) -> missing.add(key.substring(table.length())));
        return missing;
    }

    private static long sequence(ProjectState state) {
        ProjectEntry project = state.projectEver();
        return project == null ? 0 : project.sequence();
    }

    private static Outcome accepted(ProjectState state) {
        return new Accepted(sequence(state), 0, 0, 0);
    }

    private static Rejected exists(ProjectState state) {
        return Rejected.of(
                        RejectionCode.PROJECT_EXISTS,
                        "Expected a project that was never there, but it exists, and a backup does not change what lives")
                .at(sequence(state));
    }

    private static Rejected malformed(ProjectState state, String field, String message) {
        return Rejected.malformed(field, message).at(sequence(state));
    }
}
