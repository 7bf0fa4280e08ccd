package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.projections.verify.Question.LateChunks;
import io.actionflow.secrets.projections.verify.Question.LostEvent;
import io.actionflow.secrets.projections.verify.Question.LostRecord;
import io.actionflow.secrets.projections.verify.Question.LostValue;
import io.actionflow.secrets.projections.verify.Question.OddTombstone;
import io.actionflow.secrets.schemas.topic.RecordKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A second reading of the log, to tell what was done rather than what does not fit: whether what is missing stands somewhere
 * else, and whether what is left over was ever asked for. It happens only where the first reading left questions.
 */
final class Investigation {

    private final Casebook book;
    private final List<LostEvent> events;
    private final List<LostRecord> records;
    private final ValueHistories values;

    Investigation(Casebook book) {
        this.book = book;
        this.events =
                of(LostEvent.class).filter(it -> !it.suspicion().cleared()).toList();
        this.records =
                of(LostRecord.class).filter(it -> !it.suspicion().cleared()).toList();
        this.values = new ValueHistories(
                book,
                of(LostValue.class).filter(it -> !it.suspicion().cleared()).toList(),
                of(LateChunks.class).toList(),
                of(OddTombstone.class).toList());
    }

    private <T extends Question> Stream<T> of(Class<T> type) {
        return book.questions().stream().filter(type::isInstance).map(type::cast);
    }

    void look(LogRecord record) {
        byte[] keyBytes = record.key();
        RecordKey key = keyBytes == null ? null : parsed(keyBytes);
        byte[] value = record.value();
        String keyText = keyBytes == null ? "" : LogKey.text(keyBytes);
        for (LostEvent lost : events) {
            look(lost, record, keyText, value);
        }
        for (LostRecord lost : records) {
            if (value != null
                    && !lost.suspicion().cleared()
                    && Arrays.equals(book.hasher.of(value), lost.digest().bytes())) {
                explain(lost.suspicion(), lost.key(), record, keyText);
            }
        }
        values.look(record, key, keyText);
    }

    private void look(LostEvent lost, LogRecord record, String keyText, byte @Nullable [] value) {
        if (lost.suspicion().cleared()) {
            return;
        }
        String key = lost.key().text();
        if (value == null) {
            if (keyText.equals(key)) {
                lost.suspicion().clear(); // the tombstone that took it away was found itself
            }
        } else if (Arrays.equals(book.hasher.event(key, value), lost.hash())) {
            explain(lost.suspicion(), key, record, keyText);
        }
    }

    /** What is lost stands at this record: either in the wrong place, or under another key. */
    private void explain(Suspicion lost, String key, LogRecord record, String keyText) {
        FindingKind kind = keyText.equals(key) ? FindingKind.REORDERED : FindingKind.ALTERED;
        String sentence = keyText.equals(key)
                ? "The record is as it was written, but does not stand where it was written"
                : "The record was written under the key " + key;
        List<Suspicion> there = book.suspicions.at(record.partition(), record.offset()).stream()
                .filter(it -> it != lost)
                .toList();
        if (there.isEmpty()) {
            lost.moves(kind, record.partition(), record.offset(), keyText, sentence);
        } else {
            lost.clear();
            there.stream().filter(Investigation::isMisread).forEach(it -> it.becomes(kind, sentence));
        }
    }

    /** Kinds that were concluded from where a record stands, and from what its key says. */
    private static boolean isMisread(Suspicion it) {
        return switch (it.kind()) {
            case INSERTED, DUPLICATED, DROPPED -> true;
            default -> false;
        };
    }

    void conclude() {
        values.conclude();
    }

    private static @Nullable RecordKey parsed(byte[] key) {
        try {
            return LogKey.parse(key);
        } catch (IllegalArgumentException e) {
            return null; // a finding of the first reading
        }
    }
}
