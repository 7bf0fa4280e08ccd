package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.projections.state.EntryStore;
import io.actionflow.secrets.projections.state.Keys;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.UploadEntry;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.command.ChunkForm;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Values on their way: chunks that arrive, in order, until a command claims them. What is not claimed is tombstoned, so
 * that compaction erases it. The state of an upload does not grow with the value.
 */
final class Uploads {

    private final EntryStore entries;
    private final Outbox outbox;

    private record Upload(String projectId, UploadEntry entry) {}

    Uploads(EntryStore entries, Outbox outbox) {
        this.entries = entries;
        this.outbox = outbox;
    }

    /**
     * Takes the next chunk of a value, or says why it can't be taken.
     *
     * @param at when the broker took it
     * @param now by the processor's own clock, from which on the value is awaited: its records may have lain on the topic
     *     for hours
     */
    Optional<Fault> accept(ProjectView view, ValueChunk chunk, byte[] record, Instant at, Instant now) {
        if (ChunkForm.fault(view.projectId(), chunk).isPresent()) {
            return Optional.of(Fault.CHUNK_FORM);
        } else if (isDeleted(view)) {
            return Optional.of(Fault.PROJECT_DELETED);
        } else if (view.isTaken(chunk.valueId())) {
            return Optional.of(Fault.CHUNK_CLAIMED);
        }
        UploadEntry before = view.upload(chunk.valueId());
        if (chunk.index() == 0) {
            restart(view.projectId(), before, at);
            before = new UploadEntry(chunk.valueId(), chunk.count(), 0, 0, ChunkDigest.start(), now);
        } else if (before == null || before.next() != chunk.index() || before.count() != chunk.count()) {
            return Optional.of(Fault.CHUNK_ORDER);
        }
        outbox.chunk(new ChunkKey(view.projectId(), chunk.valueId(), chunk.index()), record, at);
        entries.put(Keys.upload(view.projectId(), chunk.valueId()), grown(before, chunk));
        return Optional.empty();
    }

    private static boolean isDeleted(ProjectView view) {
        ProjectEntry project = view.projectEver();
        return project != null && project.deleted();
    }

    /** The value belongs to a secret from now on. */
    void claimed(String projectId, String valueId) {
        entries.delete(Keys.upload(projectId, valueId));
    }

    /** Gives up what has arrived of the value, if anything has that nobody claimed. */
    void discard(ProjectView view, String valueId, Instant at) {
        UploadEntry upload = Ids.isValid(valueId) ? view.upload(valueId) : null;
        if (upload != null) {
            discard(new Upload(view.projectId(), upload), at);
        }
    }

    /** Gives up uploads that began before {@code since}, of all projects, and returns how many; the rest the next time. */
    int discardAbandoned(Instant since, Instant now) {
        List<Upload> abandoned = new ArrayList<>();
        AtomicInteger tombstones = new AtomicInteger();
        entries.scan(Keys.UPLOADS, (key, entry) -> {
            UploadEntry upload = (UploadEntry) entry;
            if (upload.since().isBefore(since)) {
                abandoned.add(new Upload(Keys.projectOf(key), upload));
                tombstones.addAndGet(upload.next());
            }
            return tombstones.get() < Outbox.MOST_TOMBSTONES_AT_ONCE;
        });
        abandoned.forEach(upload -> discard(upload, now));
        return abandoned.size();
    }

    private void discard(Upload upload, Instant at) {
        outbox.tombstones(upload.projectId, upload.entry.valueId(), 0, upload.entry.next(), at);
        entries.delete(Keys.upload(upload.projectId, upload.entry.valueId()));
    }

    /** Chunk 0 is about to be overwritten; the others of the former attempt would be left behind. */
    private void restart(String projectId, @Nullable UploadEntry before, Instant at) {
        if (before != null) {
            outbox.tombstones(projectId, before.valueId(), 1, before.next(), at);
        }
    }

    private static UploadEntry grown(UploadEntry before, ValueChunk chunk) {
        return new UploadEntry(
                before.valueId(),
                before.count(),
                before.next() + 1,
                before.size() + chunk.sealed().length,
                ChunkDigest.append(before.digest(), chunk.sealed()),
                before.since());
    }
}
