package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.projections.state.TextHash;
import io.actionflow.secrets.schemas.crypto.KeyedHash;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ProjectKeys;
import io.actionflow.secrets.schemas.topic.Topic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The read-side topology: {@code secret-events} into two stores.
 *
 * <pre>
 * secret-events ──► LogProcessor ──► log         record key → record, as on the topic (which is its changelog: KIP-813)
 *                              └───► projection  entry key → encrypted entry (no changelog: folded from the log)
 * </pre>
 */
public final class ReadTopology {

    /** {@code record key → record value}, exactly as they stand on the topic. */
    public static final String LOG = "secret-log";

    /** {@code entry key → encrypted entry}. */
    public static final String PROJECTION = "secret-projection";

    private ReadTopology() {}

    /** What reading needs to know: the keys for metadata. */
    public record Settings(MetadataCipher cipher, TextHash hash) {

        public static Settings of(MetadataCipher cipher, KeyedHash lookup) {
            return new Settings(cipher, lookup::of);
        }
    }

    public static Topology build(Settings settings, ProjectionListener listener) {
        return build(settings, new ProjectKeys(settings.cipher()), new MissingKeys(), listener);
    }

    /** With the keys of projects that others use, too, and a place where those are noted that are missing. */
    static Topology build(Settings settings, ProjectKeys keys, MissingKeys missing, ProjectionListener listener) {
        Topology topology = new Topology();
        topology.addReadOnlyStateStore(
                store(LogStore.supplier(LOG)),
                "events",
                new WallclockTimestampExtractor(),
                Serdes.Bytes().deserializer(),
                Serdes.ByteArray().deserializer(),
                Topic.EVENTS.name(),
                "fold",
                () -> new LogProcessor(settings, keys, missing, listener));
        topology.addStateStore(store(Stores.persistentKeyValueStore(PROJECTION)), "fold");
        return topology;
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(KeyValueBytesStoreSupplier stores) {
        return Stores.keyValueStoreBuilder(stores, Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled();
    }
}
