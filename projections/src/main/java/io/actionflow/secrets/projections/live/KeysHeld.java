package io.actionflow.secrets.projections.live;

import io.actionflow.secrets.schemas.record.HeldKey;
import io.actionflow.secrets.schemas.record.HeldValueKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which keys a resolver has that is expected to serve, as it says itself.
 *
 * @param isGone whether nothing has been heard of it for some time, although nobody told it to stop
 * @param partitions those that it hosts
 */
public record KeysHeld(
        String resolverId,
        String group,
        boolean isGone,
        Set<Integer> partitions,
        List<HeldValueKey> valueKeys,
        List<HeldKey> metadataKeys) {

    public KeysHeld {
        partitions = Set.copyOf(partitions);
        valueKeys = List.copyOf(valueKeys);
        metadataKeys = List.copyOf(metadataKeys);
    }

    public boolean opensValuesOf(int keyId) {
        return valueKey(keyId).isPresent();
    }

    public boolean hasMetadataKey(int keyId) {
        return metadataKeys.contains(new HeldKey(keyId));
    }

    /** How many values in use are sealed to the key, on the partitions that it hosts; empty where it does not say. */
    public OptionalLong valuesOn(int keyId) {
        return valueKey(keyId).map(HeldValueKey::values).stream()
                .mapToLong(Long::longValue)
                .findAny();
    }

    private Optional<HeldValueKey> valueKey(int keyId) {
        return valueKeys.stream().filter(it -> it.keyId() == keyId).findAny();
    }
}
