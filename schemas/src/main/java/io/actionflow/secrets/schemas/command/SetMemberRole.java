package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.Role;

/** Adds a member, or changes a member's role. */
public record SetMemberRole(String projectId, String actor, String member, Role role) implements Command {

    static final RecordType<SetMemberRole> TYPE =
            RecordType.load("command", SetMemberRole.class, SetMemberRole::read, SetMemberRole::write);

    @Override
    public String subject() {
        return member;
    }

    private static SetMemberRole read(Fields f) {
        return new SetMemberRole(
                f.text("projectId"), f.text("actor"), f.text("member"), f.constant("role", Role.class));
    }

    private static void write(FieldWriter f, SetMemberRole it) {
        f.text("projectId", it.projectId)
                .text("actor", it.actor)
                .text("member", it.member)
                .constant("role", it.role);
    }
}
