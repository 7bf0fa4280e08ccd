package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.RecordDigest;
import java.util.List;

/**
 * The last values of a deleted project are given up, and its keys destroyed in the same transaction: the receipt. It stays
 * readable, because it is under the metadata keyset, and names no person.
 *
 * @param keys the records that stand where the keys stood
 * @param valueIds the last values
 */
public record ProjectErased(EventMeta meta, List<RecordDigest> keys, List<String> valueIds) implements Event {

    static final RecordType<ProjectErased> TYPE =
            RecordType.load("event", ProjectErased.class, ProjectErased::read, ProjectErased::write);

    public ProjectErased {
        keys = List.copyOf(keys);
        valueIds = List.copyOf(valueIds);
    }

    @Override
    public List<RecordDigest> records() {
        return keys;
    }

    @Override
    public List<String> erased() {
        return valueIds;
    }

    private static ProjectErased read(Fields f) {
        return new ProjectErased(
                EventMeta.read(f.record("meta")), f.list("keys", RecordDigest::read), f.texts("valueIds"));
    }

    private static void write(FieldWriter f, ProjectErased it) {
        f.record("meta", it.meta, EventMeta::write)
                .list("keys", it.keys, RecordDigest::write)
                .texts("valueIds", it.valueIds);
    }
}
