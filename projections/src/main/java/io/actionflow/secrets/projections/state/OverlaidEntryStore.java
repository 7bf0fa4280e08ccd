package io.actionflow.secrets.projections.state;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes that are kept back over a store until they are wanted all together. The writer sees its own at once, as if they were in
 * the store; who extends this says when and how they get there.
 */
public abstract class OverlaidEntryStore implements EntryStore {

    private final EntryReader below;

    /** What is not in the store yet; empty for a deletion. */
    private final NavigableMap<String, Optional<Entry>> pending = new TreeMap<>();

    protected OverlaidEntryStore(EntryReader below) {
        this.below = below;
    }

    /** What is kept back, by key; empty for a deletion. */
    protected final SortedMap<String, Optional<Entry>> pending() {
        return pending;
    }

    @Override
    public final @Nullable Entry get(String key) {
        Optional<Entry> written = pending.get(key);
        return written == null ? below.get(key) : written.orElse(null);
    }

    @Override
    public final @Nullable Entry last(String from, String to) {
        if (!pending.subMap(from, true, to, true).isEmpty()) {
            throw new IllegalStateException("Looking back over the writes of the same event is not supported");
        }
        return below.last(from, to);
    }

    @Override
    public final void scan(String prefix, BiPredicate<String, Entry> visitor) {
        NavigableMap<String, Entry> merged = new TreeMap<>();
        below.scan(prefix, (key, entry) -> {
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
    public final void range(String from, String to, BiPredicate<String, Supplier<Entry>> visitor) {
        if (!pending.subMap(from, true, to, true).isEmpty()) {
            throw new IllegalStateException("A range over the writes of the same event is not supported");
        }
        below.range(from, to, visitor);
    }

    @Override
    public void put(String key, Entry entry) {
        pending.put(key, Optional.of(entry));
    }

    @Override
    public final void delete(String key) {
        pending.put(key, Optional.empty());
    }
}
