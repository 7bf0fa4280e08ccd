package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What every event says besides what happened.
 *
 * @param commandId the command that caused it; for what the processor does by itself, an id that no command has
 * @param actor who asked; {@link #SYSTEM} for what nobody did
 * @param at when the broker took the command, to the millisecond; by the processor's clock where there is none
 */
public record EventMeta(String commandId, String actor, Instant at) {

    /** The actor of what the processor does by itself. Which events those are is told by their type, not by this name. */
    public static final String SYSTEM = "system";

    /** What an event says that no command caused. */
    public static EventMeta ofSystem(Instant at) {
        return new EventMeta(UUID.randomUUID().toString(), SYSTEM, at.truncatedTo(ChronoUnit.MILLIS));
    }

    static EventMeta read(Fields f) {
        return new EventMeta(f.text("commandId"), f.text("actor"), Instant.ofEpochMilli(f.number("at")));
    }

    static void write(FieldWriter f, EventMeta meta) {
        f.text("commandId", meta.commandId).text("actor", meta.actor).number("at", meta.at.toEpochMilli());
    }
}
