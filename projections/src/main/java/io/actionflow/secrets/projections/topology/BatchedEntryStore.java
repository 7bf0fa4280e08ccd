package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.projections.state.Entry;
import io.actionflow.secrets.projections.state.EntryCodec;
import io.actionflow.secrets.projections.state.EntryReader;
import io.actionflow.secrets.projections.state.EntryStore;
import io.actionflow.secrets.projections.state.Generations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * State in a Kafka Streams store, written in batches: the writes of one event are collected and go into the store
 * together, so that neither a reader nor a crash ever sees half of an event. The writer sees its own writes at once.
 */
final class BatchedEntryStore implements EntryStore {

    private final KeyValueStore<Bytes, byte[]> store;
    private final EntryReader reader;
    private final EntryCodec codec;
    private final Generations generations;

    /** What is not in the store yet; empty for a deletion. */
    private final NavigableMap<String, Optional<Entry>> pending = new TreeMap<>();

    BatchedEntryStore(KeyValueStore<Bytes, byte[]> store, EntryCodec codec) {
        this.store = store;
        this.reader = new StreamsEntryReader(() -> store, codec);
        this.codec = codec;
        this.generations = new Generations(reader);
    }

    /** Puts all that was written since the last call into the store, at once. */
    void flush() {
        List<KeyValue<Bytes, byte[]>> batch = new ArrayList<>(pending.size());
        pending.forEach((key, entry) -> batch.add(KeyValue.pair(StreamsEntryReader.bytes(key), sealed(key, entry))));
        store.putAll(batch);
        pending.clear();
    }

    @SuppressWarnings("NullAway") // a null value deletes: so does the store define it
    private byte[] sealed(String key, Optional<Entry> entry) {
        return entry.map(it -> codec.seal(key, it, generations.of(key))).orElse(null);
    }

    @Override
    public @Nullable Entry get(String key) {
        Optional<Entry> written = pending.get(key);
        return written == null ? reader.get(key) : written.orElse(null);
    }

    @Override
    public @Nullable Entry last(String from, String to) {
        if (!pending.subMap(from, true, to, true).isEmpty()) {
            throw new IllegalStateException("Looking back over the writes of the same event is not supported");
        }
        return reader.last(from, to);
    }

    @Override
    public void scan(String prefix, BiPredicate<String, Entry> visitor) {
        NavigableMap<String, Entry> merged = new TreeMap<>();
        reader.scan(prefix, (key, entry) -> {
            merged.put(key, entry);
            return true;
        });
        pending.subMap(prefix, true, prefix + Character.MAX_VALUE, false)
                .forEach((key, entry) -> entry.ifPresentOrElse(it -> merged.put(key, it), () -> merged.remove(key)));
        for (Map.Entry<String, Entry> entry : merged.entrySet()) {
            if (!visitor.test(entry.getKey(), entry.getValue())) {
                return;
            }
        }
    }

    @Override
    public void range(String from, String to, BiPredicate<String, Supplier<Entry>> visitor) {
        if (!pending.subMap(from, true, to, true).isEmpty()) {
            throw new IllegalStateException("A range over the writes of the same event is not supported");
        }
        reader.range(from, to, visitor);
    }

    @Override
    public void put(String key, Entry entry) {
        generations.written(key, entry);
        pending.put(key, Optional.of(entry));
    }

    @Override
    public void delete(String key) {
        pending.put(key, Optional.empty());
    }
}
