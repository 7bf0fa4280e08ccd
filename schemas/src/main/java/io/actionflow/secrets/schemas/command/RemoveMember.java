package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** Takes a member's role away. */
public record RemoveMember(String projectId, String actor, String member) implements Command {

    static final RecordType<RemoveMember> TYPE =
            RecordType.load("command", RemoveMember.class, RemoveMember::read, RemoveMember::write);

    @Override
    public String subject() {
        return member;
    }

    private static RemoveMember read(Fields f) {
        return new RemoveMember(f.text("projectId"), f.text("actor"), f.text("member"));
    }

    private static void write(FieldWriter f, RemoveMember it) {
        f.text("projectId", it.projectId).text("actor", it.actor).text("member", it.member);
    }
}
