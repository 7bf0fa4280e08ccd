package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** Creates a project; the actor becomes its Owner. */
public record CreateProject(String projectId, String actor) implements Command {

    static final RecordType<CreateProject> TYPE =
            RecordType.load("command", CreateProject.class, CreateProject::read, CreateProject::write);

    @Override
    public String subject() {
        return projectId;
    }

    private static CreateProject read(Fields f) {
        return new CreateProject(f.text("projectId"), f.text("actor"));
    }

    private static void write(FieldWriter f, CreateProject it) {
        f.text("projectId", it.projectId).text("actor", it.actor);
    }
}
