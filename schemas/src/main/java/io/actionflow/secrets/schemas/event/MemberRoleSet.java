package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.Role;

/** The member has this role from now on. */
public record MemberRoleSet(EventMeta meta, String member, Role role) implements Event {

    static final RecordType<MemberRoleSet> TYPE =
            RecordType.load("event", MemberRoleSet.class, MemberRoleSet::read, MemberRoleSet::write);

    private static MemberRoleSet read(Fields f) {
        return new MemberRoleSet(EventMeta.read(f.record("meta")), f.text("member"), f.constant("role", Role.class));
    }

    private static void write(FieldWriter f, MemberRoleSet it) {
        f.record("meta", it.meta, EventMeta::write).text("member", it.member).constant("role", it.role);
    }
}
