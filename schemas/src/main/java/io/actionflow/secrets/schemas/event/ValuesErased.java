package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import java.util.List;

/** The receipt: {@code secret-events} was read from its beginning, and no chunk of these values stood there any more. */
public record ValuesErased(EventMeta meta, List<String> valueIds) implements Event {

    static final RecordType<ValuesErased> TYPE =
            RecordType.load("event", ValuesErased.class, ValuesErased::read, ValuesErased::write);

    public ValuesErased {
        valueIds = List.copyOf(valueIds);
    }

    private static ValuesErased read(Fields f) {
        return new ValuesErased(EventMeta.read(f.record("meta")), f.texts("valueIds"));
    }

    private static void write(FieldWriter f, ValuesErased it) {
        f.record("meta", it.meta, EventMeta::write).texts("valueIds", it.valueIds);
    }
}
