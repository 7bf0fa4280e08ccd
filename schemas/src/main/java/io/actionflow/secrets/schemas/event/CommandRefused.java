package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.result.RejectionCode;

/** Somebody tried what their role, or having none, does not allow. */
public record CommandRefused(EventMeta meta, String command, RejectionCode code, String subject) implements Event {

    static final RecordType<CommandRefused> TYPE =
            RecordType.load("event", CommandRefused.class, CommandRefused::read, CommandRefused::write);

    private static CommandRefused read(Fields f) {
        return new CommandRefused(
                EventMeta.read(f.record("meta")),
                f.text("command"),
                f.constant("code", RejectionCode.class),
                f.text("subject"));
    }

    private static void write(FieldWriter f, CommandRefused it) {
        f.record("meta", it.meta, EventMeta::write)
                .text("command", it.command)
                .constant("code", it.code)
                .text("subject", it.subject);
    }
}
