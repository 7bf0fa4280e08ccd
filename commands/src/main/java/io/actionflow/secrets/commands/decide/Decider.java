package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.event.EventMeta;

/**
 * Decides one type of command. It is asked only for commands of good form, whose project exists (CreateProject: does
 * not exist) and whose actor has the permission.
 */
@FunctionalInterface
interface Decider<C extends Command> {

    /** A function of its arguments; {@code meta} goes into the event as it is. */
    Verdict decide(ProjectView view, EventMeta meta, C command);
}
