package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.RecordDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The project exists and the actor is its Owner.
 *
 * @param key the record of the project's first key; null where it began under the metadata keyset that all share
 */
public record ProjectCreated(EventMeta meta, @Nullable RecordDigest key) implements Event {

    static final RecordType<ProjectCreated> TYPE =
            RecordType.load("event", ProjectCreated.class, ProjectCreated::read, ProjectCreated::write);

    /** A project without a key of its own, as they were made before there were such keys. */
    public ProjectCreated(EventMeta meta) {
        this(meta, null);
    }

    /** The same, with the key that was made for it. */
    public ProjectCreated withKey(RecordDigest made) {
        return new ProjectCreated(meta, made);
    }

    @Override
    public List<RecordDigest> records() {
        return key == null ? List.of() : List.of(key);
    }

    private static ProjectCreated read(Fields f) {
        return new ProjectCreated(EventMeta.read(f.record("meta")), f.optionalRecord("key", RecordDigest::read));
    }

    private static void write(FieldWriter f, ProjectCreated it) {
        f.record("meta", it.meta, EventMeta::write).record("key", it.key, RecordDigest::write);
    }
}
