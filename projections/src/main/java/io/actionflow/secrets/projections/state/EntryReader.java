package io.actionflow.secrets.projections.state;

import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An ordered map from key to entry, to look into. Keys are ASCII and ordered by their bytes. */
public interface EntryReader {

    /** The entry under the key, or null. */
    @Nullable
    Entry get(String key);

    /** The entry with the largest key from {@code from} to {@code to}, both included, or null. */
    @Nullable
    Entry last(String from, String to);

    /**
     * Visits the entries whose keys begin with the prefix, in order, until the visitor returns false. The visitor must
     * not write to the store.
     */
    void scan(String prefix, BiPredicate<String, Entry> visitor);

    /**
     * Visits the keys from {@code from} to {@code to}, both included, in order and all as of one moment, until the visitor
     * returns false. An entry that the visitor does not ask for is not decrypted: to pass over it costs little.
     */
    void range(String from, String to, BiPredicate<String, Supplier<Entry>> visitor);

    /** The entry under the key, or null; throws {@link ClassCastException} where another table's entry stands there. */
    default <E extends Entry> @Nullable E get(String key, Class<E> type) {
        Entry entry = get(key);
        return entry == null ? null : type.cast(entry);
    }
}
