package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** The Actionflow has left the draft. */
public record ActionflowDeleted(EventMeta meta, String actionflowId) implements Event {

    static final RecordType<ActionflowDeleted> TYPE =
            RecordType.load("event", ActionflowDeleted.class, ActionflowDeleted::read, ActionflowDeleted::write);

    private static ActionflowDeleted read(Fields f) {
        return new ActionflowDeleted(EventMeta.read(f.record("meta")), f.text("actionflowId"));
    }

    private static void write(FieldWriter f, ActionflowDeleted it) {
        f.record("meta", it.meta, EventMeta::write).text("actionflowId", it.actionflowId);
    }
}
