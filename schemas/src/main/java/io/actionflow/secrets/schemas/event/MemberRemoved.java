package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** The member has no role any more. */
public record MemberRemoved(EventMeta meta, String member) implements Event {

    static final RecordType<MemberRemoved> TYPE =
            RecordType.load("event", MemberRemoved.class, MemberRemoved::read, MemberRemoved::write);

    private static MemberRemoved read(Fields f) {
        return new MemberRemoved(EventMeta.read(f.record("meta")), f.text("member"));
    }

    private static void write(FieldWriter f, MemberRemoved it) {
        f.record("meta", it.meta, EventMeta::write).text("member", it.member);
    }
}
