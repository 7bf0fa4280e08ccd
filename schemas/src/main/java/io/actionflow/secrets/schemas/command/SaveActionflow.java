package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.Binding;
import java.util.List;

/** Saves the next version of an Actionflow: all of its bindings, none left out. */
public record SaveActionflow(String projectId, String actor, String actionflowId, List<Binding> bindings)
        implements Command {

    static final RecordType<SaveActionflow> TYPE =
            RecordType.load("command", SaveActionflow.class, SaveActionflow::read, SaveActionflow::write);

    @Override
    public String subject() {
        return actionflowId;
    }

    private static SaveActionflow read(Fields f) {
        return new SaveActionflow(
                f.text("projectId"), f.text("actor"), f.text("actionflowId"), f.list("bindings", Binding::read));
    }

    private static void write(FieldWriter f, SaveActionflow it) {
        f.text("projectId", it.projectId)
                .text("actor", it.actor)
                .text("actionflowId", it.actionflowId)
                .list("bindings", it.bindings, Binding::write);
    }
}
