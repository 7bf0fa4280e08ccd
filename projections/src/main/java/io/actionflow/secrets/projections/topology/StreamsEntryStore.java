package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.projections.state.Entry;
import io.actionflow.secrets.projections.state.EntryCodec;
import io.actionflow.secrets.projections.state.EntryReader;
import io.actionflow.secrets.projections.state.EntryStore;
import io.actionflow.secrets.projections.state.Generations;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** State in a Kafka Streams store, written through at each call: where a transaction holds the writes together. */
public final class StreamsEntryStore implements EntryStore {

    private final KeyValueStore<Bytes, byte[]> store;
    private final EntryReader reader;
    private final EntryCodec codec;
    private final Generations generations;

    public StreamsEntryStore(KeyValueStore<Bytes, byte[]> store, EntryCodec codec) {
        this.store = store;
        this.reader = new StreamsEntryReader(() -> store, codec);
        this.codec = codec;
        this.generations = new Generations(reader);
    }

    @Override
    public @Nullable Entry get(String key) {
        return reader.get(key);
    }

    @Override
    public @Nullable Entry last(String from, String to) {
        return reader.last(from, to);
    }

    @Override
    public void scan(String prefix, BiPredicate<String, Entry> visitor) {
        reader.scan(prefix, visitor);
    }

    @Override
    public void range(String from, String to, BiPredicate<String, Supplier<Entry>> visitor) {
        reader.range(from, to, visitor);
    }

    @Override
    public void put(String key, Entry entry) {
        generations.written(key, entry);
        store.put(StreamsEntryReader.bytes(key), codec.seal(key, entry, generations.of(key)));
    }

    @Override
    public void delete(String key) {
        store.delete(StreamsEntryReader.bytes(key));
    }
}
