package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.Sha256;
import java.time.Instant;

/**
 * {@code projectId → } where the project's history stands: its last event, its last Sync (0 before the first), how many
 * Owners it has, and which of its keys is in use (0 for the metadata keyset that all share). It can be read without a key
 * of the project: of one that was deleted it stays, and says so.
 */
public record ProjectEntry(
        long sequence, Sha256 lastHash, long sync, int owners, Instant createdAt, int generation, boolean deleted)
        implements Entry {

    static final RecordType<ProjectEntry> TYPE =
            RecordType.load("state", ProjectEntry.class, ProjectEntry::read, ProjectEntry::write);

    /** A project that is there, without a key of its own. */
    public ProjectEntry(long sequence, Sha256 lastHash, long sync, int owners, Instant createdAt) {
        this(sequence, lastHash, sync, owners, createdAt, 0, false);
    }

    /** What is left of a project that was deleted: the same for who read its history and who came when its keys were gone. */
    public static ProjectEntry ofDeleted(long sequence, Sha256 lastHash) {
        return new ProjectEntry(sequence, lastHash, 0, 0, Instant.EPOCH, 0, true);
    }

    /** The same project after one more event. */
    public ProjectEntry withLast(long sequence, Sha256 lastHash) {
        return new ProjectEntry(sequence, lastHash, sync, owners, createdAt, generation, deleted);
    }

    /** The same project with another current Sync. */
    public ProjectEntry withSync(long sync) {
        return new ProjectEntry(sequence, lastHash, sync, owners, createdAt, generation, deleted);
    }

    /** The same project with another number of Owners. */
    public ProjectEntry withOwners(int owners) {
        return new ProjectEntry(sequence, lastHash, sync, owners, createdAt, generation, deleted);
    }

    /** The same project with another key in use. */
    public ProjectEntry withGeneration(int generation) {
        return new ProjectEntry(sequence, lastHash, sync, owners, createdAt, generation, deleted);
    }

    private static ProjectEntry read(Fields f) {
        return new ProjectEntry(
                f.number("sequence"),
                Sha256.ofBytes(f.bytes("lastHash")),
                f.number("sync"),
                f.smallNumber("owners"),
                Instant.ofEpochMilli(f.number("createdAt")),
                f.smallNumber("generation"),
                f.flag("deleted"));
    }

    private static void write(FieldWriter f, ProjectEntry it) {
        f.number("sequence", it.sequence)
                .bytes("lastHash", it.lastHash.bytes())
                .number("sync", it.sync)
                .smallNumber("owners", it.owners)
                .number("createdAt", it.createdAt.toEpochMilli())
                .smallNumber("generation", it.generation)
                .flag("deleted", it.deleted);
    }
}
