package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.Sha256;
import java.time.Instant;

/** {@code projectId → } where the project's history stands: its last event, its last Sync (0 before the first), and how
 * many Owners it has. */
public record ProjectEntry(long sequence, Sha256 lastHash, long sync, int owners, Instant createdAt) implements Entry {

    static final RecordType<ProjectEntry> TYPE =
            RecordType.load("state", ProjectEntry.class, ProjectEntry::read, ProjectEntry::write);

    /** The same project after one more event. */
    public ProjectEntry withLast(long sequence, Sha256 lastHash) {
        return new ProjectEntry(sequence, lastHash, sync, owners, createdAt);
    }

    /** The same project with another current Sync. */
    public ProjectEntry withSync(long sync) {
        return new ProjectEntry(sequence, lastHash, sync, owners, createdAt);
    }

    /** The same project with another number of Owners. */
    public ProjectEntry withOwners(int owners) {
        return new ProjectEntry(sequence, lastHash, sync, owners, createdAt);
    }

    private static ProjectEntry read(Fields f) {
        return new ProjectEntry(
                f.number("sequence"),
                Sha256.ofBytes(f.bytes("lastHash")),
                f.number("sync"),
                f.smallNumber("owners"),
                Instant.ofEpochMilli(f.number("createdAt")));
    }

    private static void write(FieldWriter f, ProjectEntry it) {
        f.number("sequence", it.sequence)
                .bytes("lastHash", it.lastHash.bytes())
                .number("sync", it.sync)
                .smallNumber("owners", it.owners)
                .number("createdAt", it.createdAt.toEpochMilli());
    }
}
