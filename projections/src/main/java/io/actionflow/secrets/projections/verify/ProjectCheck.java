package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.projections.verify.ChainCheck.Seen;
import io.actionflow.secrets.schemas.record.ProjectKey;
import io.actionflow.secrets.schemas.record.ProjectKeyDestroyed;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import org.jspecify.annotations.Nullable;

/** Everything that is known of one project, record by record. */
final class ProjectCheck {

    private final String projectId;
    private final int partition;
    private final Casebook book;
    private final ChainCheck chain;
    // Most projects of a large log have nothing under way.
    private @Nullable ValueCheck values;
    private @Nullable NamedRecords records;

    ProjectCheck(String projectId, int partition, Casebook book) {
        this.projectId = projectId;
        this.partition = partition;
        this.book = book;
        this.chain = new ChainCheck(projectId, partition, book);
    }

    void event(EventKey key, byte[] keyBytes, long offset, byte @Nullable [] value) {
        if (value == null) {
            tombstoneOfWhatStays(key.text(), offset);
            return;
        }
        byte[] hash = book.hasher.event(keyBytes, value);
        try {
            EventFacts facts = EventFacts.read(value);
            chain.next(new Seen(key.sequence(), facts.link(), hash, offset, false));
            follow(key, offset, facts);
        } catch (RuntimeException e) {
            malformed(key.text(), offset, Malformed.why(e));
            chain.unreadable(new Seen(key.sequence(), new byte[0], hash, offset, true));
        }
    }

    private void follow(EventKey key, long offset, EventFacts facts) {
        if (facts.value() != null) {
            values().claim(facts.value(), key, offset);
        }
        if (!facts.records().isEmpty()) {
            records().named(facts.records(), key, offset);
        }
        if (!facts.erased().isEmpty()) {
            values().giveUp(facts.erased());
        }
    }

    void chunk(ChunkKey key, long offset, byte @Nullable [] value) {
        if (value == null) {
            values().tombstone(key, offset);
            return;
        }
        try {
            ValueChunk chunk = WireRecords.CODEC.decode(value, ValueChunk.class);
            if (chunk.valueId().equals(key.valueId()) && chunk.index() == key.index()) {
                values().chunk(key, offset, chunk);
            } else {
                suspect(
                        FindingKind.ALTERED,
                        offset,
                        key.text(),
                        "The record is chunk " + chunk.index() + " of a value, and its key says otherwise");
                values().badChunk(key);
            }
        } catch (RuntimeException e) {
            malformed(key.text(), offset, Malformed.why(e));
            values().badChunk(key);
        }
    }

    void generation(GenerationKey key, long offset, byte @Nullable [] value) {
        if (value == null) {
            tombstoneOfWhatStays(key.text(), offset);
            return;
        }
        try {
            Object record = WireRecords.CODEC.decode(value);
            if (record instanceof ProjectKey || record instanceof ProjectKeyDestroyed) {
                records().arrived(key.text(), value, offset);
                return;
            }
            malformed(key.text(), offset, "It is no key of a project");
        } catch (RuntimeException e) {
            malformed(key.text(), offset, Malformed.why(e));
        }
        records().bad(key.text(), offset);
    }

    void end() {
        chain.end();
        if (values != null) {
            values.end(chain.whole());
        }
        if (records != null) {
            records.end(chain.whole());
        }
    }

    private void tombstoneOfWhatStays(String key, long offset) {
        suspect(
                FindingKind.DROPPED,
                offset,
                key,
                "A tombstone, so that the record before it goes away: nobody writes one for this key");
    }

    private void malformed(String key, long offset, String why) {
        suspect(FindingKind.MALFORMED, offset, key, why);
    }

    private void suspect(FindingKind kind, long offset, String key, String sentence) {
        book.suspicions.note(projectId, new Suspicion(kind, partition, offset, key, sentence));
    }

    private ValueCheck values() {
        if (values == null) {
            values = new ValueCheck(projectId, partition, book);
        }
        return values;
    }

    private NamedRecords records() {
        if (records == null) {
            records = new NamedRecords(projectId, partition, book);
        }
        return records;
    }
}
