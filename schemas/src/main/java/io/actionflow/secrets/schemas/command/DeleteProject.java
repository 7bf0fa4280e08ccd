package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/**
 * Deletes the project for good: its values are erased, its keys destroyed. Nothing brings it back.
 *
 * @param confirm the project id once more, by whoever asked
 */
public record DeleteProject(String projectId, String actor, String confirm) implements Command {

    static final RecordType<DeleteProject> TYPE =
            RecordType.load("command", DeleteProject.class, DeleteProject::read, DeleteProject::write);

    @Override
    public String subject() {
        return projectId;
    }

    private static DeleteProject read(Fields f) {
        return new DeleteProject(f.text("projectId"), f.text("actor"), f.text("confirm"));
    }

    private static void write(FieldWriter f, DeleteProject it) {
        f.text("projectId", it.projectId).text("actor", it.actor).text("confirm", it.confirm);
    }
}
