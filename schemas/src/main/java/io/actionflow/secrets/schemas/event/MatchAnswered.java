package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.MatchAnswer;
import java.util.List;

/**
 * A candidate was compared, or given up because nobody has answered; either way nothing of it stays.
 *
 * @param asked the sequence of the event that asked
 * @param candidate the value id of the candidate
 */
public record MatchAnswered(
        EventMeta meta, long asked, String secretId, String askedBy, String candidate, MatchAnswer answer)
        implements Event {

    static final RecordType<MatchAnswered> TYPE =
            RecordType.load("event", MatchAnswered.class, MatchAnswered::read, MatchAnswered::write);

    @Override
    public List<String> erased() {
        return List.of(candidate);
    }

    private static MatchAnswered read(Fields f) {
        return new MatchAnswered(
                EventMeta.read(f.record("meta")),
                f.number("asked"),
                f.text("secretId"),
                f.text("askedBy"),
                f.text("candidate"),
                f.constant("answer", MatchAnswer.class));
    }

    private static void write(FieldWriter f, MatchAnswered it) {
        f.record("meta", it.meta, EventMeta::write)
                .number("asked", it.asked)
                .text("secretId", it.secretId)
                .text("askedBy", it.askedBy)
                .text("candidate", it.candidate)
                .constant("answer", it.answer);
    }
}
