package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.projections.state.Entry;
import io.actionflow.secrets.projections.state.EntryCodec;
import io.actionflow.secrets.projections.state.EntryReader;
import io.actionflow.secrets.projections.state.ErasedEntryException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** State in a Kafka Streams store, to look into. The store is asked for at each call, because it may move away. */
public final class StreamsEntryReader implements EntryReader {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsEntryReader.class);

    /** Greater than every character of a key, so that prefix and this are the end of a prefix's range. */
    private static final char LAST = 0x7f;

    private final Supplier<? extends ReadOnlyKeyValueStore<Bytes, byte[]>> store;
    private final EntryCodec codec;

    public StreamsEntryReader(Supplier<? extends ReadOnlyKeyValueStore<Bytes, byte[]>> store, EntryCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    @Override
    public @Nullable Entry get(String key) {
        byte[] sealed = store.get().get(bytes(key));
        return sealed == null ? null : codec.open(key, sealed);
    }

    @Override
    public @Nullable Entry last(String from, String to) {
        try (KeyValueIterator<Bytes, byte[]> entries = store.get().reverseRange(bytes(from), bytes(to))) {
            return entries.hasNext() ? find(entries.next()) : null;
        }
    }

    @Override
    public void scan(String prefix, BiPredicate<String, Entry> visitor) {
        try (KeyValueIterator<Bytes, byte[]> entries = store.get().range(bytes(prefix), bytes(prefix + LAST))) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> sealed = entries.next();
                Entry entry = find(sealed);
                if (entry != null && !visitor.test(text(sealed.key), entry)) {
                    return;
                }
            }
        }
    }

    @Override
    public void range(String from, String to, BiPredicate<String, Supplier<Entry>> visitor) {
        // RocksDB's iterators show the store as it was when they were made.
        try (KeyValueIterator<Bytes, byte[]> entries = store.get().range(bytes(from), bytes(to))) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                if (!visitor.test(text(entry.key), () -> open(entry))) {
                    return;
                }
            }
        } catch (ErasedEntryException e) {
            // The project was erased after the iterator was made: there is nothing more to see, for anybody.
            LOG.debug("A look at a project ended early", e);
        }
    }

    private Entry open(KeyValue<Bytes, byte[]> sealed) {
        Entry entry = find(sealed);
        if (entry == null) {
            throw new ErasedEntryException(text(sealed.key));
        }
        return entry;
    }

    private @Nullable Entry find(KeyValue<Bytes, byte[]> sealed) {
        return codec.open(text(sealed.key), sealed.value);
    }

    static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.US_ASCII));
    }

    static String text(Bytes key) {
        return new String(key.get(), StandardCharsets.US_ASCII);
    }
}
