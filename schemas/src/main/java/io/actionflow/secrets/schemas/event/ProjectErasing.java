package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import java.util.List;

/** Some values of a deleted project are given up: as many as fit into one transaction. More events follow. */
public record ProjectErasing(EventMeta meta, List<String> valueIds) implements Event {

    static final RecordType<ProjectErasing> TYPE =
            RecordType.load("event", ProjectErasing.class, ProjectErasing::read, ProjectErasing::write);

    public ProjectErasing {
        valueIds = List.copyOf(valueIds);
    }

    @Override
    public List<String> erased() {
        return valueIds;
    }

    private static ProjectErasing read(Fields f) {
        return new ProjectErasing(EventMeta.read(f.record("meta")), f.texts("valueIds"));
    }

    private static void write(FieldWriter f, ProjectErasing it) {
        f.record("meta", it.meta, EventMeta::write).texts("valueIds", it.valueIds);
    }
}
