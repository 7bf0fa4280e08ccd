package io.actionflow.secrets.app.keys;

import static io.actionflow.secrets.app.keys.Fleet.shown;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.schemas.crypto.KeysetKeys;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces the key of a keyset that everybody who reads must have first: metadata, and keys that sign. The new key is added,
 * with its public part; once all have it, it is made the primary one. The old one stays: history needs it.
 */
public final class TwoStepRotation {

    private final KeyStore store;
    private final KeyPlace place;

    public TwoStepRotation(KeyStore store, KeyPlace place) {
        this.store = store;
        this.place = place;
    }

    /** Adds a key, unless one waits to be made primary. Returns what was done, if anything. */
    public List<String> begin() throws IOException, GeneralSecurityException {
        KeysetHandle keys = store.read(place);
        if (isWaiting(keys)) {
            return List.of();
        }
        KeysetHandle more = KeysetKeys.withNew(keys);
        List<String> done = new ArrayList<>();
        // Who checks must know the key before anybody signs with it.
        if (place.publicFile().isPresent()) {
            done.add("wrote " + store.writePublic(place, more) + ": give it to everybody who checks");
        }
        store.replace(place, more);
        done.add("added key " + shown(last(more)) + " to " + store.path(place.file())
                + ": give the file to every process that has it; none has to be restarted");
        return done;
    }

    /** Whether a key waits. */
    public boolean isWaiting() throws IOException, GeneralSecurityException {
        return isWaiting(store.read(place));
    }

    /** Makes the key that waits the primary one, if all resolvers that report have it. */
    public KeyStep promote(Optional<Fleet> fleet) throws IOException, GeneralSecurityException {
        KeysetHandle keys = store.read(place);
        int next = last(keys);
        if (place == KeyPlace.METADATA && fleet.isPresent()) {
            List<String> lacking = fleet.get().lacking("metadata key " + shown(next), it -> it.hasMetadataKey(next));
            if (!lacking.isEmpty()) {
                return KeyStep.refused(lacking);
            }
        }
        store.replace(place, KeysetKeys.promoted(keys, next));
        return KeyStep.finished("made key " + shown(next) + " the primary one of " + store.path(place.file())
                + ": give the file to every process that has it");
    }

    private static boolean isWaiting(KeysetHandle keys) {
        return !KeysetKeys.behindPrimary(keys).isEmpty();
    }

    private static int last(KeysetHandle keys) {
        List<Integer> waiting = KeysetKeys.behindPrimary(keys);
        return waiting.isEmpty() ? KeysetKeys.primary(keys) : waiting.get(waiting.size() - 1);
    }
}
