package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.record.MatchAnswer;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question of the last hour.
 *
 * @param sequence of the event that asked
 * @param answer null where there is none yet
 */
public record AskedMatch(
        long sequence, Instant askedAt, @Nullable MatchAnswer answer) {

    static AskedMatch read(Fields f) {
        String answer = f.optionalText("answer");
        return new AskedMatch(
                f.number("sequence"), Instant.ofEpochMilli(f.number("askedAt")), answer == null ? null : known(answer));
    }

    private static MatchAnswer known(String name) {
        return Stream.of(MatchAnswer.values())
                .filter(it -> it.name().equals(name))
                .findAny()
                .orElseThrow(() -> new MalformedRecordException("answer", "Expected a MatchAnswer"));
    }

    static void write(FieldWriter f, AskedMatch it) {
        f.number("sequence", it.sequence)
                .number("askedAt", it.askedAt.toEpochMilli())
                .text("answer", it.answer == null ? null : it.answer.name());
    }
}
