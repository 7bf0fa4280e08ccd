package io.actionflow.secrets.projections.state;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** State in memory: for replay, and wherever a project's history is folded once. For one thread. */
public final class MemoryEntryStore implements EntryStore {

    private final NavigableMap<String, Entry> entries = new TreeMap<>();

    @Override
    public @Nullable Entry get(String key) {
        return entries.get(key);
    }

    @Override
    public @Nullable Entry last(String from, String to) {
        Map.Entry<String, Entry> floor = entries.floorEntry(to);
        return floor == null || floor.getKey().compareTo(from) < 0 ? null : floor.getValue();
    }

    @Override
    public void scan(String prefix, BiPredicate<String, Entry> visitor) {
        for (Map.Entry<String, Entry> entry : entries.tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix) || !visitor.test(entry.getKey(), entry.getValue())) {
                return;
            }
        }
    }

    @Override
    public void range(String from, String to, BiPredicate<String, Supplier<Entry>> visitor) {
        for (Map.Entry<String, Entry> entry :
                entries.subMap(from, true, to, true).entrySet()) {
            if (!visitor.test(entry.getKey(), entry::getValue)) {
                return;
            }
        }
    }

    @Override
    public void put(String key, Entry entry) {
        entries.put(key, entry);
    }

    @Override
    public void delete(String key) {
        entries.remove(key);
    }

    /** A copy of everything, in key order. */
    public Map<String, Entry> entries() {
        return new TreeMap<>(entries);
    }
}
