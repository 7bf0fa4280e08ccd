package io.actionflow.secrets.resolver.report;

import io.actionflow.secrets.schemas.record.HeldKey;
import io.actionflow.secrets.schemas.record.HeldValueKey;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a resolver says of its keys. Asked for each report, on the reporter's thread: it must cost little.
 *
 * @param valueKeys those whose values it can open
 * @param metadataKeys those of the metadata keyset
 */
public record HeldKeys(Supplier<List<HeldValueKey>> valueKeys, Supplier<List<HeldKey>> metadataKeys) {

    /** It says nothing. */
    public static final HeldKeys UNTOLD = new HeldKeys(List::of, List::of);

    /** How many values in use are sealed to a key. */
    @FunctionalInterface
    public interface ValueCounts {
        /** Nobody has counted. */
        ValueCounts UNKNOWN = keyId -> null;

        /** On the partitions that are hosted here; null where it is not known. */
        @Nullable
        Long of(int keyId);
    }

    /** @param values their ids, as {@code ValueOpener.keyIds} gives them */
    public static HeldKeys of(
            Supplier<? extends Collection<Integer>> values,
            ValueCounts counts,
            Supplier<? extends Collection<Integer>> metadata) {
        return new HeldKeys(
                () -> values.get().stream()
                        .sorted()
                        .map(keyId -> new HeldValueKey(keyId, counts.of(keyId)))
                        .toList(),
                () -> metadata.get().stream().sorted().map(HeldKey::new).toList());
    }
}
