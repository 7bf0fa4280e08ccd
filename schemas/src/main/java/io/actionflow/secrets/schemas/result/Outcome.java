package io.actionflow.secrets.schemas.result;

/** What became of a command. A rejection is data: the command was understood, and the answer is no. */
public sealed interface Outcome permits Accepted, Rejected {

    /** The project's last event when the command was done: what a reader waits for to see the command's effect. */
    long sequence();
}
