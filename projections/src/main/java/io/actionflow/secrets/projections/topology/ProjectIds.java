package io.actionflow.secrets.projections.topology;

import static io.actionflow.secrets.projections.topology.GuardedEntryReader.guarded;

import io.actionflow.secrets.projections.state.Keys;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The projects of one partition, from its projection store. */
final class ProjectIds {

    private static final Bytes END = StreamsEntryReader.bytes(Keys.BEHIND_PROJECTS);

    private ProjectIds() {}

    /**
     * Goes from project to project, not over every entry: the first key after a project's is the next project's. No
     * iterator is open while the visitor is called.
     */
    static void visit(Supplier<ReadOnlyKeyValueStore<Bytes, byte[]>> store, Consumer<String> visitor) {
        String projectId = guarded(() -> firstFrom(store.get(), null));
        while (projectId != null) {
            visitor.accept(projectId);
            Bytes next = StreamsEntryReader.bytes(projectId + (char) ('/' + 1));
            projectId = guarded(() -> firstFrom(store.get(), next));
        }
    }

    private static @Nullable String firstFrom(ReadOnlyKeyValueStore<Bytes, byte[]> store, @Nullable Bytes from) {
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(from, END)) {
            return entries.hasNext() ? projectOf(entries.next()) : null;
        }
    }

    private static String projectOf(KeyValue<Bytes, byte[]> entry) {
        String key = StreamsEntryReader.text(entry.key);
        return key.substring(0, key.indexOf('/'));
    }
}
