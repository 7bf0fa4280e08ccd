package io.actionflow.secrets.app.keys;

import static io.actionflow.secrets.app.keys.Fleet.shown;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.schemas.crypto.KeysetKeys;
import io.actionflow.secrets.schemas.crypto.PublicValueKey;
import io.actionflow.secrets.schemas.record.ValueKeyCodec.Announced;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Replaces the key that values are sealed to. A new pair goes into the private keyset first, where it seals nothing; once
 * every resolver has it, its public part is announced, and stands in the public file. Each step can be repeated, and what was
 * begun is gone on with.
 */
public final class ValueRotation {

    private final KeyStore store;
    private final KeysOnKafka kafka;
    private final InstantSource clock;

    public ValueRotation(KeyStore store, KeysOnKafka kafka, InstantSource clock) {
        this.store = store;
        this.kafka = kafka;
        this.clock = clock;
    }

    /**
     * Makes a new pair, unless one waits to be announced.
     *
     * @return what was done, if anything
     */
    public List<String> begin() throws IOException, GeneralSecurityException {
        KeysetHandle keys = store.read(KeyPlace.VALUE);
        if (!KeysetKeys.behindPrimary(keys).isEmpty()) {
            return List.of();
        }
        KeysetHandle more = KeysetKeys.withNew(keys);
        store.replace(KeyPlace.VALUE, more);
        return List.of("added key " + shown(newest(more)) + " to " + store.path(KeyPlace.VALUE.file())
                + ": give the file to every resolver; none has to be restarted");
    }

    /** Announces the pair that waits if every resolver has it, and says else who has not. */
    public KeyStep announce(int least) throws IOException, GeneralSecurityException, InterruptedException {
        KeysetHandle keys = store.read(KeyPlace.VALUE);
        int next = newest(keys);
        List<String> lacking =
                new ArrayList<>(kafka.fleet(least).lacking("value key " + shown(next), it -> it.opensValuesOf(next)));
        if (!lacking.isEmpty()) {
            return KeyStep.refused(lacking);
        }
        KeysetHandle promoted = KeysetKeys.promoted(keys, next);
        kafka.announce(announcement(promoted));
        // Resolvers open values of each key; the primary one is what they seal values anew to.
        store.replace(KeyPlace.VALUE, promoted);
        return KeyStep.finished(
                "announced key " + shown(next) + ": publishers seal to it within seconds",
                "made it the primary one of " + store.path(KeyPlace.VALUE.file())
                        + ": give the file to every resolver once more, which seals values anew to it",
                "wrote " + store.writePublic(KeyPlace.VALUE, promoted) + ": for publishers that read no announcements");
    }

    /** What was announced already is announced under its old time. */
    private Announced announcement(KeysetHandle promoted) throws GeneralSecurityException {
        PublicValueKey key = PublicValueKey.of(promoted.getPublicKeysetHandle());
        Instant newest = kafka.announced().stream()
                .map(Announced::createdAt)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        Instant now = clock.instant();
        // A clock that stepped back must not make the new key the older one.
        Instant createdAt = now.isAfter(newest) ? now : newest.plusMillis(1);
        return kafka.announced().stream()
                .filter(it -> it.key().equals(key) && !it.isWithdrawn())
                .findAny()
                .orElseGet(() -> new Announced(key, createdAt, null));
    }

    private static int newest(KeysetHandle keys) {
        List<Integer> waiting = KeysetKeys.behindPrimary(keys);
        return waiting.isEmpty() ? KeysetKeys.primary(keys) : waiting.get(waiting.size() - 1);
    }
}
