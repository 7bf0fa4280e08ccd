package io.actionflow.secrets.app.keys;

import static io.actionflow.secrets.app.keys.Fleet.shown;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.schemas.crypto.KeysetKeys;
import io.actionflow.secrets.schemas.crypto.PublicValueKey;
import io.actionflow.secrets.schemas.record.ValueKeyCodec.Announced;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes an old private key out of the value keyset, once nothing can need it any more. */
public final class ValueRetirement {

    private final KeyStore store;
    private final KeysOnKafka kafka;
    private final InstantSource clock;

    public ValueRetirement(KeyStore store, KeysOnKafka kafka, InstantSource clock) {
        this.store = store;
        this.kafka = kafka;
        this.clock = clock;
    }

    /**
     * Retires a key, or says why not.
     *
     * @param grace how long after a newer key was announced something sealed to the old one may still come in
     */
    public KeyStep retire(int keyId, int least, Duration grace)
            throws IOException, GeneralSecurityException, InterruptedException {
        KeysetHandle keys = store.read(KeyPlace.VALUE);
        List<String> objections =
                objections(keys, keyId, kafka.fleet(least), kafka.announced(), grace, clock.instant());
        if (!objections.isEmpty()) {
            return KeyStep.refused(objections);
        }
        kafka.announce(withdrawn(keys, keyId));
        store.replace(KeyPlace.VALUE, KeysetKeys.without(keys, keyId));
        return KeyStep.finished(
                "withdrew key " + shown(keyId) + ": nobody seals to it any more",
                "took key " + shown(keyId) + " out of " + store.path(KeyPlace.VALUE.file())
                        + ": give the file to every resolver, and destroy the copies of the old one");
    }

    static List<String> objections(
            KeysetHandle keys, int keyId, Fleet fleet, List<Announced> announced, Duration grace, Instant now) {
        boolean isOld = KeysetKeys.of(keys).stream().anyMatch(it -> it.id() == keyId && !it.isPrimary())
                && !KeysetKeys.behindPrimary(keys).contains(keyId);
        if (!isOld) {
            return List.of("key " + shown(keyId) + " is not an old one of the keyset");
        }
        List<String> objections = new ArrayList<>();
        underWay(KeysetKeys.primary(keys), announced, grace, now).ifPresent(objections::add);
        objections.addAll(fleet.needing(keyId));
        return objections;
    }

    private static Optional<String> underWay(int primary, List<Announced> announced, Duration grace, Instant now) {
        Optional<Announced> inUse = announced.stream()
                .filter(it -> it.key().keyId() == primary && !it.isWithdrawn())
                .findAny();
        if (inUse.isEmpty()) {
            return Optional.of("key " + shown(primary) + ", which is to be sealed to instead, is not announced");
        }
        Instant over = inUse.get().createdAt().plus(grace);
        return over.isAfter(now)
                ? Optional.of("until " + over + " something may come in that publishers sealed before")
                : Optional.empty();
    }

    private Announced withdrawn(KeysetHandle keys, int keyId) throws GeneralSecurityException {
        PublicValueKey key = PublicValueKey.of(KeysetKeys.promoted(keys, keyId).getPublicKeysetHandle());
        return kafka.announced().stream()
                .filter(it -> it.key().equals(key))
                .findAny()
                // The first key of all was never announced.
                .orElseGet(() -> new Announced(key, Instant.EPOCH, null))
                .withdrawn(clock.instant());
    }
}
