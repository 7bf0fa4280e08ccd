package io.actionflow.secrets.commands.agreement;

import io.actionflow.secrets.schemas.command.Command;

/** One step of a script. */
sealed interface Step {

    /** What becomes of the chunks of a value before the command that claims it. */
    enum Arrival {
        COMPLETE,
        NEVER,
        IN_PART,
        AS_OTHER_CHUNKS
    }

    /**
     * A command under a new command id.
     *
     * @param redelivered which earlier event the read side then meets once more, counted from the last
     */
    record Ask(Command command, Arrival arrival, int redelivered) implements Step {}

    /** An earlier command under its own id, counted back from the last one. */
    record Resend(int back) implements Step {}
}
