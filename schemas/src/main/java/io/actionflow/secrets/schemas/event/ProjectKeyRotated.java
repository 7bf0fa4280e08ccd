package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.RecordDigest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The project has another key from here on, this event's own payload included; what was before stays under its key.
 *
 * @param key the record of the key; null until the key was made
 */
public record ProjectKeyRotated(
        EventMeta meta, int generation, @Nullable RecordDigest key) implements Event {

    static final RecordType<ProjectKeyRotated> TYPE =
            RecordType.load("event", ProjectKeyRotated.class, ProjectKeyRotated::read, ProjectKeyRotated::write);

    /** Decided, but the key is still to be made. */
    public ProjectKeyRotated(EventMeta meta, int generation) {
        this(meta, generation, null);
    }

    /** The same, with the key that was made for it. */
    public ProjectKeyRotated withKey(RecordDigest made) {
        return new ProjectKeyRotated(meta, generation, made);
    }

    @Override
    public List<RecordDigest> records() {
        return key == null ? List.of() : List.of(key);
    }

    private static ProjectKeyRotated read(Fields f) {
        return new ProjectKeyRotated(
                EventMeta.read(f.record("meta")), f.smallNumber("generation"), RecordDigest.read(f.record("key")));
    }

    private static void write(FieldWriter f, ProjectKeyRotated it) {
        f.record("meta", it.meta, EventMeta::write)
                .smallNumber("generation", it.generation)
                .record("key", Objects.requireNonNull(it.key), RecordDigest::write);
    }
}
