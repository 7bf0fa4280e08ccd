package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.Compared;
import io.actionflow.secrets.schemas.record.ValueRef;

/**
 * An Owner asked whether a candidate is the value of a secret. Its own sequence is the match's name.
 *
 * @param valueId the value that is meant, as it was when the question came
 */
public record MatchAsked(EventMeta meta, String secretId, Compared compared, String valueId, ValueRef candidate)
        implements Event {

    static final RecordType<MatchAsked> TYPE =
            RecordType.load("event", MatchAsked.class, MatchAsked::read, MatchAsked::write);

    @Override
    public ValueRef value() {
        return candidate;
    }

    private static MatchAsked read(Fields f) {
        return new MatchAsked(
                EventMeta.read(f.record("meta")),
                f.text("secretId"),
                f.constant("compared", Compared.class),
                f.text("valueId"),
                ValueRef.read(f.record("candidate")));
    }

    private static void write(FieldWriter f, MatchAsked it) {
        f.record("meta", it.meta, EventMeta::write)
                .text("secretId", it.secretId)
                .constant("compared", it.compared)
                .text("valueId", it.valueId)
                .record("candidate", it.candidate, ValueRef::write);
    }
}
