package io.actionflow.secrets.projections.topology;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.ErasableRocksDbStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/** The log store of one partition, as far as values are to leave it without a trace. */
final class LogStore {

    private final KeyValueStore<Bytes, byte[]> store;

    LogStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Makes stores whose deletions take the bytes away. */
    static KeyValueBytesStoreSupplier supplier(String name) {
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new ErasableRocksDbStore(name);
            }

            @Override
            public String metricsScope() {
                return "rocksdb";
            }
        };
    }

    KeyValueStore<Bytes, byte[]> records() {
        return store;
    }

    /** Whether any chunk of the value is here. */
    boolean holds(String projectId, String valueId) {
        try (KeyValueIterator<Bytes, byte[]> chunks = chunks(projectId, valueId)) {
            return chunks.hasNext();
        }
    }

    /** Deletes all chunks of the value. Their bytes leave the disk some time after {@link #writeOut}. */
    void delete(String projectId, String valueId) {
        try (KeyValueIterator<Bytes, byte[]> chunks = chunks(projectId, valueId)) {
            while (chunks.hasNext()) {
                store.delete(chunks.next().key);
            }
        }
    }

    /** Makes all deletions so far outlive a crash. */
    void writeOut() {
        StateStore it = store;
        while (it instanceof WrappedStateStore<?, ?, ?> wrapped) {
            it = wrapped.wrapped();
        }
        ((ErasableRocksDbStore) it).writeOut();
    }

    private KeyValueIterator<Bytes, byte[]> chunks(String projectId, String valueId) {
        String prefix = projectId + "/value/" + valueId + "/";
        return store.range(StreamsEntryReader.bytes(prefix), StreamsEntryReader.bytes(prefix + (char) ('9' + 1)));
    }
}
