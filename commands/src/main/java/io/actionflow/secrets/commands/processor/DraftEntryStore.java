package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.projections.state.Entry;
import io.actionflow.secrets.projections.state.EntryStore;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes over a store that are kept back until they are wanted: an event that turns out not to fit leaves nothing behind. */
final class DraftEntryStore implements EntryStore {

    private final EntryStore store;
    /** Empty for a deletion. */
    private final NavigableMap<String, Optional<Entry>> pending = new TreeMap<>();

    DraftEntryStore(EntryStore store) {
        this.store = store;
    }

    /** Writes all of them into the store. */
    void accept() {
        pending.forEach((key, entry) -> entry.ifPresentOrElse(it -> store.put(key, it), () -> store.delete(key)));
        pending.clear();
    }

    @Override
    public @Nullable Entry get(String key) {
        Optional<Entry> written = pending.get(key);
        return written == null ? store.get(key) : written.orElse(null);
    }

    @Override
    public @Nullable Entry last(String from, String to) {
        NavigableMap<String, Optional<Entry>> over = pending.subMap(from, true, to, true);
        if (!over.isEmpty()) {
            throw new IllegalStateException("Looking back over the writes of the same event is not supported");
        }
        return store.last(from, to);
    }

    @Override
    public void scan(String prefix, BiPredicate<String, Entry> visitor) {
        NavigableMap<String, Entry> merged = new TreeMap<>();
        store.scan(prefix, (key, entry) -> {
            merged.put(key, entry);
            return true;
        });
        pending.subMap(prefix, true, prefix + Character.MAX_VALUE, false)
                .forEach((key, entry) -> entry.ifPresentOrElse(it -> merged.put(key, it), () -> merged.remove(key)));
        for (var entry : merged.entrySet()) {
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
        store.range(from, to, visitor);
    }

    @Override
    public void put(String key, Entry entry) {
        pending.put(key, Optional.of(entry));
    }

    @Override
    public void delete(String key) {
        pending.put(key, Optional.empty());
    }
}
