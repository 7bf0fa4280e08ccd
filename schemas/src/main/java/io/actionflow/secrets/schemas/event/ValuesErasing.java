package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import java.util.List;

/**
 * The values are given up for good: tombstones of all their chunks stand behind this event, and every reader deletes what
 * it has of them. That the broker has nothing of them any more is said later, by {@link ValuesErased}.
 */
public record ValuesErasing(EventMeta meta, List<GivenUpValue> values) implements Event {

    static final RecordType<ValuesErasing> TYPE =
            RecordType.load("event", ValuesErasing.class, ValuesErasing::read, ValuesErasing::write);

    public ValuesErasing {
        values = List.copyOf(values);
    }

    @Override
    public List<String> erased() {
        return values.stream().map(GivenUpValue::valueId).toList();
    }

    private static ValuesErasing read(Fields f) {
        return new ValuesErasing(EventMeta.read(f.record("meta")), f.list("values", GivenUpValue::read));
    }

    private static void write(FieldWriter f, ValuesErasing it) {
        f.record("meta", it.meta, EventMeta::write).list("values", it.values, GivenUpValue::write);
    }
}
