package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import java.time.Instant;

/**
 * What every event says besides what happened.
 *
 * @param commandId the command that caused it
 * @param actor who asked; {@link #SYSTEM} for what nobody did
 * @param at when the broker took the command, to the millisecond
 */
public record EventMeta(String commandId, String actor, Instant at) {

    /** The actor of what the processor does by itself. Which events those are is told by their type, not by this name. */
    public static final String SYSTEM = "system";

    static EventMeta read(Fields f) {
        return new EventMeta(f.text("commandId"), f.text("actor"), Instant.ofEpochMilli(f.number("at")));
    }

    static void write(FieldWriter f, EventMeta meta) {
        f.text("commandId", meta.commandId).text("actor", meta.actor).number("at", meta.at.toEpochMilli());
    }
}
