package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.projections.state.Entry;
import io.actionflow.secrets.projections.state.EntryCodec;
import io.actionflow.secrets.projections.state.EntryReader;
import io.actionflow.secrets.projections.state.Generations;
import io.actionflow.secrets.projections.state.OverlaidEntryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * State in a Kafka Streams store, written in batches: the writes of one event are collected and go into the store
 * together, so that neither a reader nor a crash ever sees half of an event. The writer sees its own writes at once.
 */
final class BatchedEntryStore extends OverlaidEntryStore {

    private final KeyValueStore<Bytes, byte[]> store;
    private final EntryCodec codec;
    private final Generations generations;

    BatchedEntryStore(KeyValueStore<Bytes, byte[]> store, EntryCodec codec) {
        this(store, codec, new StreamsEntryReader(() -> store, codec));
    }

    private BatchedEntryStore(KeyValueStore<Bytes, byte[]> store, EntryCodec codec, EntryReader reader) {
        super(reader);
        this.store = store;
        this.codec = codec;
        this.generations = new Generations(reader);
    }

    /** Puts all that was written since the last call into the store, at once. */
    void flush() {
        List<KeyValue<Bytes, byte[]>> batch = new ArrayList<>(pending().size());
        pending().forEach((key, entry) -> batch.add(KeyValue.pair(StreamsEntryReader.bytes(key), sealed(key, entry))));
        store.putAll(batch);
        pending().clear();
    }

    @SuppressWarnings("NullAway") // a null value deletes: so does the store define it
    private byte[] sealed(String key, Optional<Entry> entry) {
        return entry.map(it -> codec.seal(key, it, generations.of(key))).orElse(null);
    }

    @Override
    public void put(String key, Entry entry) {
        generations.written(key, entry);
        super.put(key, entry);
    }
}
