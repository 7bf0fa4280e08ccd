package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.Binding;
import java.util.List;

/** The Actionflow has a new latest version in the draft. */
public record ActionflowSaved(EventMeta meta, String actionflowId, long version, List<Binding> bindings)
        implements Event {

    static final RecordType<ActionflowSaved> TYPE =
            RecordType.load("event", ActionflowSaved.class, ActionflowSaved::read, ActionflowSaved::write);

    private static ActionflowSaved read(Fields f) {
        return new ActionflowSaved(
                EventMeta.read(f.record("meta")),
                f.text("actionflowId"),
                f.number("version"),
                f.list("bindings", Binding::read));
    }

    private static void write(FieldWriter f, ActionflowSaved it) {
        f.record("meta", it.meta, EventMeta::write)
                .text("actionflowId", it.actionflowId)
                .number("version", it.version)
                .list("bindings", it.bindings, Binding::write);
    }
}
