package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.RecordDigest;
import java.util.List;

/** The project has another key from here on, this event's own payload included; what was before stays under its key. */
public record ProjectKeyRotated(EventMeta meta, int generation, RecordDigest key) implements Event {

    static final RecordType<ProjectKeyRotated> TYPE =
            RecordType.load("event", ProjectKeyRotated.class, ProjectKeyRotated::read, ProjectKeyRotated::write);

    @Override
    public List<RecordDigest> records() {
        return List.of(key);
    }

    private static ProjectKeyRotated read(Fields f) {
        return new ProjectKeyRotated(
                EventMeta.read(f.record("meta")), f.smallNumber("generation"), RecordDigest.read(f.record("key")));
    }

    private static void write(FieldWriter f, ProjectKeyRotated it) {
        f.record("meta", it.meta, EventMeta::write)
                .smallNumber("generation", it.generation)
                .record("key", it.key, RecordDigest::write);
    }
}
