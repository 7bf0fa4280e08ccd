package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import java.time.Instant;

/**
 * What every event says besides what happened.
 *
 * @param commandId the command that caused it
 * @param actor who asked
 * @param at when the broker took the command, to the millisecond
 */
public record EventMeta(String commandId, String actor, Instant at) {

    static EventMeta read(Fields f) {
        return new EventMeta(f.text("commandId"), f.text("actor"), Instant.ofEpochMilli(f.number("at")));
    }

    static void write(FieldWriter f, EventMeta meta) {
        f.text("commandId", meta.commandId).text("actor", meta.actor).number("at", meta.at.toEpochMilli());
    }
}
