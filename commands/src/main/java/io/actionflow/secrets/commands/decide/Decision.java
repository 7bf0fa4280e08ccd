package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.result.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a command is answered, and the event that it causes. The outcome's sequence is that of the project once the
 * event is folded.
 *
 * @param event null where nothing happened: the command was rejected (unless that is recorded), or had nothing to do
 */
public record Decision(Outcome outcome, @Nullable Event event) {}
