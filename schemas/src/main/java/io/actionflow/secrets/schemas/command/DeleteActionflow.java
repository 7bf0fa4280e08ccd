package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** Deletes an Actionflow; its versions stop being callable with the next Sync. */
public record DeleteActionflow(String projectId, String actor, String actionflowId) implements Command {

    static final RecordType<DeleteActionflow> TYPE =
            RecordType.load("command", DeleteActionflow.class, DeleteActionflow::read, DeleteActionflow::write);

    @Override
    public String subject() {
        return actionflowId;
    }

    private static DeleteActionflow read(Fields f) {
        return new DeleteActionflow(f.text("projectId"), f.text("actor"), f.text("actionflowId"));
    }

    private static void write(FieldWriter f, DeleteActionflow it) {
        f.text("projectId", it.projectId).text("actor", it.actor).text("actionflowId", it.actionflowId);
    }
}
