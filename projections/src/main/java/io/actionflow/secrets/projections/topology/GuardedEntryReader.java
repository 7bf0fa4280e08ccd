package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.projections.state.Entry;
import io.actionflow.secrets.projections.state.EntryReader;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** Says in our own words that a store is not here now: the partition is elsewhere, moves, or is being restored. */
record GuardedEntryReader(EntryReader entries) implements EntryReader {

    @Override
    public @Nullable Entry get(String key) {
        return guarded(() -> entries.get(key));
    }

    @Override
    public @Nullable Entry last(String from, String to) {
        return guarded(() -> entries.last(from, to));
    }

    @Override
    public void scan(String prefix, BiPredicate<String, Entry> visitor) {
        guarded(() -> {
            entries.scan(prefix, visitor);
            return null;
        });
    }

    @Override
    public void range(String from, String to, BiPredicate<String, Supplier<Entry>> visitor) {
        guarded(() -> {
            entries.range(from, to, visitor);
            return null;
        });
    }

    static <T> @Nullable T guarded(Supplier<@Nullable T> read) {
        try {
            return read.get();
        } catch (InvalidStateStoreException e) {
            throw new ProjectionUnavailableException(
                    "This instance does not hold the project now: ask another, or again in a moment", e);
        }
    }
}
