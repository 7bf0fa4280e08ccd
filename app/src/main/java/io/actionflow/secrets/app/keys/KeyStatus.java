package io.actionflow.secrets.app.keys;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.projections.live.KeysHeld;
import io.actionflow.secrets.schemas.crypto.KeysetKeys;
import io.actionflow.secrets.schemas.crypto.KeysetKeys.KeysetKey;
import io.actionflow.secrets.schemas.record.HeldValueKey;
import io.actionflow.secrets.schemas.record.ValueKeyCodec.Announced;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** What is known of every key of a directory, and of where values stand on their way from one to the next. */
public final class KeyStatus {

    private KeyStatus() {}

    /**
     * One key.
     *
     * @param announced what publishers were told of it; empty where nothing, or where nobody was asked
     * @param holders which resolvers have it; empty for what resolvers don't report
     * @param values how many values in use are sealed to it, as far as resolvers have counted
     * @param of of so many
     */
    public record Row(
            KeyPlace place,
            KeysetKey key,
            Optional<Announced> announced,
            List<String> holders,
            OptionalLong values,
            OptionalLong of) {}

    public static List<Row> rows(KeyStore store, Optional<Fleet> fleet, List<Announced> announced)
            throws IOException, GeneralSecurityException {
        List<Row> rows = new ArrayList<>();
        for (KeyPlace place : store.places()) {
            KeysetHandle keyset = store.read(place);
            for (KeysetKey key : KeysetKeys.of(keyset)) {
                rows.add(row(place, key, fleet, announced));
            }
        }
        return rows;
    }

    private static Row row(KeyPlace place, KeysetKey key, Optional<Fleet> fleet, List<Announced> announced) {
        List<KeysHeld> resolvers = fleet.map(Fleet::resolvers).orElse(List.of());
        boolean isValue = place == KeyPlace.VALUE;
        Optional<Announced> said = announced.stream()
                .filter(it -> isValue && it.key().keyId() == key.id())
                .findAny();
        List<String> holders = resolvers.stream()
                .filter(it -> isValue && it.opensValuesOf(key.id())
                        || place == KeyPlace.METADATA && it.hasMetadataKey(key.id()))
                .map(KeysHeld::resolverId)
                .toList();
        Map<Integer, Long> counts = isValue ? counts(resolvers) : Map.of();
        Long values = counts.get(key.id());
        return new Row(
                place,
                key,
                said,
                holders,
                values == null ? OptionalLong.empty() : OptionalLong.of(values),
                counts.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(counts.values().stream()
                                .mapToLong(Long::longValue)
                                .sum()));
    }

    /** Key id to number of values, of the group of resolvers that has counted most: each group counts all of them. */
    private static Map<Integer, Long> counts(List<KeysHeld> resolvers) {
        Map<String, Map<Integer, Long>> groups = new HashMap<>();
        for (KeysHeld resolver : resolvers) {
            Map<Integer, Long> sums = groups.computeIfAbsent(resolver.group(), group -> new HashMap<>());
            for (HeldValueKey held : resolver.valueKeys()) {
                if (held.values() != null) {
                    sums.merge(held.keyId(), Objects.requireNonNull(held.values()), Long::sum);
                }
            }
        }
        return groups.values().stream()
                .max((a, b) -> Long.compare(total(a), total(b)))
                .orElse(Map.of());
    }

    private static long total(Map<Integer, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
