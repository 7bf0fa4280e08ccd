package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.event.CommandRefused;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.result.Rejected;

/** Rejections that auditors want to see: each is an event as well. */
final class Recorded {

    private Recorded() {}

    static Verdict reject(Rejected rejected, EventMeta meta, Command command) {
        String type = command.getClass().getSimpleName();
        return new Verdict.Reject(rejected, new CommandRefused(meta, type, rejected.code(), command.subject()));
    }
}
