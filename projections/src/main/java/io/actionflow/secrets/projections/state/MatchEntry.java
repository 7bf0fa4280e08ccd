package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.time.Instant;

/**
 * {@code (projectId, sequence) → } a question that nobody has answered yet: whether the candidate is the value, who asked and
 * when.
 */
public record MatchEntry(
        long sequence, String secretId, String actor, String valueId, ValueRef candidate, Instant askedAt)
        implements Entry {

    static final RecordType<MatchEntry> TYPE =
            RecordType.load("state", MatchEntry.class, MatchEntry::read, MatchEntry::write);

    private static MatchEntry read(Fields f) {
        return new MatchEntry(
                f.number("sequence"),
                f.text("secretId"),
                f.text("actor"),
                f.text("valueId"),
                ValueRef.read(f.record("candidate")),
                Instant.ofEpochMilli(f.number("askedAt")));
    }

    private static void write(FieldWriter f, MatchEntry it) {
        f.number("sequence", it.sequence)
                .text("secretId", it.secretId)
                .text("actor", it.actor)
                .text("valueId", it.valueId)
                .record("candidate", it.candidate, ValueRef::write)
                .number("askedAt", it.askedAt.toEpochMilli());
    }
}
