package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.projections.verify.Question.LateChunks;
import io.actionflow.secrets.projections.verify.Question.LostValue;
import io.actionflow.secrets.projections.verify.Question.OddTombstone;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueDigest;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that the log says of a few values: who claims them, who gives them up, and where their chunks stand. */
final class ValueHistories {

    private final Casebook book;
    private final List<LostValue> lost;
    private final List<LateChunks> late;
    private final List<OddTombstone> tombstones;
    private final Map<String, ValueHistory> histories = new HashMap<>();

    private record Piece(ChunkKey key, int index, byte[] digest, LogRecord record) {}

    private static final class ValueHistory {
        private final List<Piece> pieces = new ArrayList<>();
        private final List<Piece> strays = new ArrayList<>();
        private @Nullable LogRecord tombstone;
        private @Nullable ValueDigest claim;
        private long claimedAt;
        private boolean givenUp;
    }

    ValueHistories(Casebook book, List<LostValue> lost, List<LateChunks> late, List<OddTombstone> tombstones) {
        this.book = book;
        this.lost = lost;
        this.late = late;
        this.tombstones = tombstones;
        lost.forEach(it -> of(it.projectId(), it.value().valueId()));
        late.forEach(it -> of(it.projectId(), it.valueId()));
        tombstones.forEach(it -> of(it.key().projectId(), it.key().valueId()));
    }

    private ValueHistory of(String projectId, String valueId) {
        return histories.computeIfAbsent(projectId + "/" + valueId, id -> new ValueHistory());
    }

    void look(LogRecord record, @Nullable RecordKey key, String keyText) {
        if (histories.isEmpty()) {
            return;
        }
        try {
            byte[] value = record.value();
            if (key instanceof EventKey event && value != null) {
                event(event, record.offset(), EventFacts.read(value));
            } else if (value != null) {
                chunk(record, key, WireRecords.CODEC.decode(value));
            } else if (key instanceof ChunkKey chunk) {
                tombstone(record, chunk);
            }
        } catch (MalformedRecordException | UnknownSchemaException e) {
            return; // a finding of the first reading
        }
    }

    private void event(EventKey key, long offset, EventFacts facts) {
        ValueDigest value = facts.value();
        ValueHistory claimed = value == null ? null : histories.get(key.projectId() + "/" + value.valueId());
        if (claimed != null && claimed.claim == null) {
            claimed.claim = value;
            claimed.claimedAt = offset;
        }
        for (String valueId : facts.erased()) {
            ValueHistory history = histories.get(key.projectId() + "/" + valueId);
            if (history != null) {
                history.givenUp = true;
            }
        }
    }

    private void chunk(LogRecord record, @Nullable RecordKey key, Object value) {
        if (!(value instanceof ValueChunk chunk)) {
            return;
        }
        byte[] digest = book.hasher.of(chunk.sealed());
        if (key instanceof ChunkKey place) {
            ValueHistory own = histories.get(place.projectId() + "/" + place.valueId());
            if (own != null && place.valueId().equals(chunk.valueId())) {
                own.pieces.add(new Piece(place, chunk.index(), digest, withoutValue(record)));
            }
        }
        for (LostValue it : lost) {
            ChunkKey meant = new ChunkKey(it.projectId(), chunk.valueId(), chunk.index());
            if (it.value().valueId().equals(chunk.valueId()) && !meant.equals(key)) {
                of(it.projectId(), chunk.valueId())
                        .strays
                        .add(new Piece(meant, chunk.index(), digest, withoutValue(record)));
            }
        }
    }

    private static LogRecord withoutValue(LogRecord record) {
        return new LogRecord(record.partition(), record.offset(), record.timestamp(), record.key(), null);
    }

    private void tombstone(LogRecord record, ChunkKey key) {
        ValueHistory history = histories.get(key.projectId() + "/" + key.valueId());
        if (history != null && history.tombstone == null) {
            history.tombstone = record;
        }
    }

    void conclude() {
        lost.forEach(this::concludeLost);
        tombstones.forEach(this::concludeTombstone);
        late.forEach(this::concludeLate);
    }

    private void concludeLost(LostValue it) {
        ValueHistory history = of(it.projectId(), it.value().valueId());
        Suspicion suspicion = it.suspicion();
        LogRecord tombstone = history.tombstone;
        Optional<Piece> stray = history.strays.stream()
                .filter(piece -> completes(history, piece, it.value()))
                .findFirst();
        if (stray.isPresent()) {
            stray(suspicion, stray.get());
        } else if (tombstone != null) {
            suspicion.moves(
                    FindingKind.VALUE_MISSING,
                    tombstone.partition(),
                    tombstone.offset(),
                    text(tombstone),
                    "A tombstone of value " + it.value().valueId() + ", which no event gives up");
        }
    }

    /** Other projects may have values of the same id: only what makes up the value that was claimed is a part of it. */
    private boolean completes(ValueHistory history, Piece stray, ValueDigest value) {
        TreeMap<Integer, byte[]> newest = newest(history);
        newest.put(stray.index, stray.digest);
        return Arrays.equals(book.hasher.value(newest.values()), value.digest().bytes());
    }

    private static TreeMap<Integer, byte[]> newest(ValueHistory history) {
        TreeMap<Integer, byte[]> newest = new TreeMap<>();
        history.pieces.forEach(piece -> newest.put(piece.index, piece.digest));
        return newest;
    }

    /** A chunk of the value stands under another key. */
    private void stray(Suspicion suspicion, Piece stray) {
        LogRecord record = stray.record;
        if (book.suspicions.any(record.partition(), record.offset())) {
            suspicion.clear();
        } else {
            suspicion.moves(
                    FindingKind.MISPLACED,
                    record.partition(),
                    record.offset(),
                    text(record),
                    "The chunk was written under the key " + stray.key.text());
        }
    }

    private void concludeTombstone(OddTombstone it) {
        ValueHistory history = of(it.key().projectId(), it.key().valueId());
        if (history.claim != null && !history.givenUp) {
            note(
                    FindingKind.VALUE_MISSING,
                    it.partition(),
                    it.offset(),
                    it.key(),
                    "A tombstone of value " + it.key().valueId() + ", which no event gives up");
        }
    }

    private void concludeLate(LateChunks it) {
        ValueHistory history = of(it.projectId(), it.valueId());
        if (history.claim == null) {
            book.tally.unclaimed++;
            return;
        }
        boolean explainsLoss = lost.stream()
                        .filter(each -> each.projectId().equals(it.projectId()))
                        .filter(each -> each.value().valueId().equals(it.valueId()))
                        .filter(each -> !each.suspicion().cleared())
                        .peek(each -> each.suspicion().clear())
                        .count()
                > 0;
        for (Piece piece : history.pieces) {
            if (piece.record.offset() > history.claimedAt) {
                note(
                        explainsLoss ? lateKind(history) : secondKind(history, piece),
                        piece.record.partition(),
                        piece.record.offset(),
                        piece.key,
                        "A chunk of value " + it.valueId() + " that stands behind the event which claims the value");
            }
        }
    }

    /** The value is not there but for the chunks behind its event: are they the ones that were claimed? */
    private FindingKind lateKind(ValueHistory history) {
        byte[] digest = book.hasher.value(newest(history).values());
        ValueDigest claim = history.claim;
        return claim != null && Arrays.equals(digest, claim.digest().bytes())
                ? FindingKind.REORDERED
                : FindingKind.VALUE_ALTERED;
    }

    private static FindingKind secondKind(ValueHistory history, Piece second) {
        boolean same = history.pieces.stream()
                .anyMatch(first -> first.index == second.index
                        && first.record.offset() < history.claimedAt
                        && Arrays.equals(first.digest, second.digest));
        return same ? FindingKind.DUPLICATED : FindingKind.INSERTED;
    }

    private void note(FindingKind kind, int partition, long offset, ChunkKey key, String sentence) {
        book.suspicions.note(key.projectId(), new Suspicion(kind, partition, offset, key.text(), sentence));
    }

    private static String text(LogRecord record) {
        byte[] key = record.key();
        return key == null ? "" : LogKey.text(key);
    }
}
