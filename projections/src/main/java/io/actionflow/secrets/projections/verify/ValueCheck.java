package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.projections.verify.Question.LateChunks;
import io.actionflow.secrets.projections.verify.Question.LostValue;
import io.actionflow.secrets.projections.verify.Question.OddTombstone;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueDigest;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The sealed values of one project: an event that claims one must find all of its chunks before it, unless a later event
 * gives the value up. What was claimed is forgotten.
 */
final class ValueCheck {

    private final String projectId;
    private final int partition;
    private final Casebook book;
    private final Map<String, Upload> open = new HashMap<>();
    private final Map<String, Missing> missing = new HashMap<>();
    private final Map<ChunkKey, Long> oddTombstones = new HashMap<>();
    private Set<String> givenUp = Set.of();

    private record Piece(byte[] digest, long offset, int count) {}

    /** An upload on its way; {@code explained} where a chunk of it is known to be bad. */
    private static final class Upload {
        private final TreeMap<Integer, Piece> pieces = new TreeMap<>();
        private boolean explained;
    }

    /** A value that was not there when an event claimed it. */
    private record Missing(ValueDigest value, EventKey claimant, long claimedAt, String sentence) {}

    ValueCheck(String projectId, int partition, Casebook book) {
        this.projectId = projectId;
        this.partition = partition;
        this.book = book;
    }

    void chunk(ChunkKey key, long offset, ValueChunk chunk) {
        book.tally.chunks++;
        Upload upload = open.computeIfAbsent(key.valueId(), id -> new Upload());
        Piece piece = new Piece(book.hasher.of(chunk.sealed()), offset, chunk.count());
        Piece before = upload.pieces.get(key.index());
        boolean begins = key.index() == 0 && upload.pieces.size() == 1;
        if (before == null || begins) {
            upload.pieces.put(key.index(), piece);
        } else {
            boolean same = Arrays.equals(before.digest, piece.digest);
            suspect(
                    same ? FindingKind.DUPLICATED : FindingKind.INSERTED,
                    offset,
                    key.text(),
                    "Chunk " + key.index() + " of value " + key.valueId() + " stands here a second time");
        }
    }

    /** A chunk at which something was found already. */
    void badChunk(ChunkKey key) {
        open.computeIfAbsent(key.valueId(), id -> new Upload()).explained = true;
    }

    void tombstone(ChunkKey key, long offset) {
        book.tally.tombstones++;
        Upload upload = open.get(key.valueId());
        if (upload != null) {
            upload.pieces.remove(key.index());
            if (upload.pieces.isEmpty()) {
                open.remove(key.valueId());
            }
        } else if (!givenUp.contains(key.valueId()) && book.claimed.maybe(projectId, key.valueId())) {
            oddTombstones.put(key, offset);
        }
    }

    void claim(ValueDigest value, EventKey claimant, long offset) {
        book.claimed.add(projectId, value.valueId());
        Upload upload = open.remove(value.valueId());
        if (upload == null) {
            miss(value, claimant, offset, "none of its chunks is there");
        } else if (!upload.explained) {
            claim(value, claimant, offset, upload);
        }
    }

    private void claim(ValueDigest value, EventKey claimant, long offset, Upload upload) {
        for (int index = 0; index < value.chunks(); index++) {
            if (!upload.pieces.containsKey(index)) {
                miss(value, claimant, offset, "its chunk " + index + " is not there");
                return;
            }
        }
        book.tally.values++;
        List<Piece> pieces = List.copyOf(upload.pieces.values());
        if (pieces.size() > value.chunks() || !isOf(value, pieces)) {
            altered(value, claimant, offset, upload);
        } else {
            checkOrder(value, pieces);
        }
    }

    private boolean isOf(ValueDigest value, List<Piece> pieces) {
        byte[] digest = book.hasher.value(pieces.stream().map(Piece::digest).toList());
        return Arrays.equals(digest, value.digest().bytes())
                && pieces.stream().allMatch(it -> it.count == value.chunks());
    }

    private void altered(ValueDigest value, EventKey claimant, long claimedAt, Upload upload) {
        int index = upload.pieces.entrySet().stream()
                .filter(it -> it.getValue().count != value.chunks() || it.getKey() >= value.chunks())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
        Piece piece = upload.pieces.get(index);
        if (piece == null) {
            throw new IllegalStateException("A value that is there whole has no chunk " + index);
        }
        Suspicion suspicion = suspect(
                FindingKind.VALUE_ALTERED,
                piece.offset,
                new ChunkKey(projectId, value.valueId(), index).text(),
                "The chunks of value " + value.valueId() + ", from offset " + piece.offset + " on, are not the "
                        + value.chunks() + " that event " + claimant.sequence() + " claims");
        book.restsOn(suspicion, partition, claimedAt);
    }

    private void checkOrder(ValueDigest value, List<Piece> pieces) {
        for (int index = 1; index < pieces.size(); index++) {
            if (pieces.get(index).offset < pieces.get(index - 1).offset) {
                suspect(
                        FindingKind.REORDERED,
                        pieces.get(index).offset,
                        new ChunkKey(projectId, value.valueId(), index).text(),
                        "Chunk " + index + " of value " + value.valueId() + " stands before chunk " + (index - 1));
            }
        }
    }

    private void miss(ValueDigest value, EventKey claimant, long offset, String what) {
        String sentence = "Event " + claimant.sequence() + " claims value " + value.valueId() + ", but " + what
                + ", and no event gives it up";
        missing.put(value.valueId(), new Missing(value, claimant, offset, sentence));
    }

    /** From here on the chunks of these values may be gone. */
    void giveUp(List<String> valueIds) {
        if (valueIds.isEmpty()) {
            return;
        }
        givenUp = Set.copyOf(new HashSet<>(valueIds));
        for (String valueId : valueIds) {
            if (missing.remove(valueId) != null) {
                book.tally.erased++;
            }
        }
        oddTombstones.keySet().removeIf(key -> givenUp.contains(key.valueId()));
    }

    /**
     * Nothing follows.
     *
     * @param whole whether the chain is: else the event that gave a value up may be the one that is gone
     */
    void end(boolean whole) {
        if (whole) {
            missing.values().forEach(this::report);
        }
        open.forEach((valueId, upload) -> {
            if (!whole && missing.containsKey(valueId)) {
                return; // its event stands where it does not belong
            } else if (book.claimed.maybe(projectId, valueId)) {
                book.ask(new LateChunks(partition, projectId, valueId));
            } else {
                book.tally.unclaimed++;
            }
        });
        oddTombstones.forEach((key, offset) -> book.ask(new OddTombstone(partition, offset, key)));
    }

    private void report(Missing it) {
        Suspicion suspicion = suspect(FindingKind.VALUE_MISSING, it.claimedAt, it.claimant.text(), it.sentence);
        book.ask(new LostValue(suspicion, projectId, it.value));
    }

    private Suspicion suspect(FindingKind kind, long offset, String key, String sentence) {
        return book.suspicions.note(projectId, new Suspicion(kind, partition, offset, key, sentence));
    }
}
