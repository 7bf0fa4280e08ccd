package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.Role;

/** {@code (projectId, member) → } the member's role. */
public record MemberEntry(String member, Role role) implements Entry {

    static final RecordType<MemberEntry> TYPE =
            RecordType.load("state", MemberEntry.class, MemberEntry::read, MemberEntry::write);

    private static MemberEntry read(Fields f) {
        return new MemberEntry(f.text("member"), f.constant("role", Role.class));
    }

    private static void write(FieldWriter f, MemberEntry it) {
        f.text("member", it.member).constant("role", it.role);
    }
}
