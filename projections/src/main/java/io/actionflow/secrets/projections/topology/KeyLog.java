package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.ProjectKeyRecords;
import io.actionflow.secrets.schemas.crypto.ProjectKeys;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The key records of the projects of one partition, among all else in its log store. */
final class KeyLog implements ProjectKeyRecords {

    private final KeyValueStore<Bytes, byte[]> log;
    private final ProjectKeys keys;

    KeyLog(KeyValueStore<Bytes, byte[]> log, ProjectKeys keys) {
        this.log = log;
        this.keys = keys;
    }

    @Override
    public byte @Nullable [] record(GenerationKey key) {
        return log.get(StreamsEntryReader.bytes(key.text()));
    }

    /** Takes a key record from the topic. What was destroyed stays destroyed, though its key may come once more. */
    void accept(GenerationKey key, byte @Nullable [] value, String place) {
        if (value == null) {
            throw new UnreadableLogException(place, "the key " + key.text() + " was deleted, not destroyed", null);
        }
        byte[] before = record(key);
        boolean destroyed = isDestroyed(key, value, place);
        if (before == null || destroyed && !Arrays.equals(before, value)) {
            log.put(StreamsEntryReader.bytes(key.text()), value);
            keys.forget(key);
        } else if (!Arrays.equals(before, value) && !isDestroyed(key, before, place)) {
            throw new UnreadableLogException(place, "another key stood under the same key before", null);
        }
    }

    private boolean isDestroyed(GenerationKey key, byte[] record, String place) {
        try {
            return keys.isDestroyed(key, record);
        } catch (DecryptionException | MalformedRecordException | UnknownSchemaException e) {
            throw new UnreadableLogException(place, Objects.requireNonNullElse(e.getMessage(), ""), e);
        }
    }
}
