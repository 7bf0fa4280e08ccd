package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.projections.verify.Question.LostRecord;
import io.actionflow.secrets.schemas.record.RecordDigest;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of one project that are neither events nor chunks, such as its keys. Each stands ahead of the event that names
 * its digest. It may be gone once a later event names another record under its key.
 */
final class NamedRecords {

    private final String projectId;
    private final int partition;
    private final Casebook book;
    private final Map<String, Arrived> unnamed = new HashMap<>();
    private final Map<String, Missing> missing = new HashMap<>();

    private record Arrived(byte[] digest, long offset, boolean explained) {}

    private record Missing(RecordDigest record, EventKey namedBy, long namedAt) {}

    NamedRecords(String projectId, int partition, Casebook book) {
        this.projectId = projectId;
        this.partition = partition;
        this.book = book;
    }

    void arrived(String key, byte[] value, long offset) {
        byte[] digest = book.hasher.of(value);
        Missing awaited = missing.get(key);
        if (awaited != null && Arrays.equals(awaited.record.digest().bytes(), digest)) {
            missing.remove(key);
            suspect(
                    FindingKind.REORDERED,
                    offset,
                    key,
                    "The record stands behind event " + awaited.namedBy.sequence() + ", which was written after it");
        } else {
            replace(key, new Arrived(digest, offset, false));
        }
    }

    /** A record at which something was found already. */
    void bad(String key, long offset) {
        replace(key, new Arrived(new byte[0], offset, true));
    }

    private void replace(String key, Arrived record) {
        Arrived before = unnamed.put(key, record);
        if (before != null) {
            reportUnnamed(key, before);
        }
    }

    void named(List<RecordDigest> records, EventKey event, long offset) {
        for (RecordDigest named : records) {
            if (!named.key().startsWith(projectId + "/")) {
                continue; // an event under another project's key: that project misses it
            }
            Arrived record = unnamed.remove(named.key());
            if (record == null) {
                missing.put(named.key(), new Missing(named, event, offset));
            } else {
                missing.remove(named.key());
                compare(named, record, event, offset);
            }
        }
    }

    private void compare(RecordDigest named, Arrived record, EventKey event, long namedAt) {
        if (!record.explained && !Arrays.equals(record.digest, named.digest().bytes())) {
            Suspicion suspicion = suspect(
                    FindingKind.ALTERED,
                    record.offset,
                    named.key(),
                    "The record is not the one that event " + event.sequence() + " names");
            book.restsOn(suspicion, partition, namedAt);
        }
    }

    /**
     * Nothing follows.
     *
     * @param whole whether the chain is: else the event that named a record may be the one that is gone
     */
    void end(boolean whole) {
        if (whole) {
            unnamed.forEach(this::reportUnnamed);
            missing.values().forEach(this::reportMissing);
        }
    }

    private void reportUnnamed(String key, Arrived record) {
        if (!record.explained) {
            suspect(FindingKind.INSERTED, record.offset, key, "No event names this record");
        }
    }

    private void reportMissing(Missing it) {
        String key = it.record.key();
        String sentence = "Event " + it.namedBy.sequence() + " names the record '" + key + "', which is not there";
        Suspicion suspicion = suspect(FindingKind.RECORD_MISSING, it.namedAt, it.namedBy.text(), sentence);
        book.ask(new LostRecord(suspicion, key, it.record.digest()));
    }

    private Suspicion suspect(FindingKind kind, long offset, String key, String sentence) {
        return book.suspicions.note(projectId, new Suspicion(kind, partition, offset, key, sentence));
    }
}
