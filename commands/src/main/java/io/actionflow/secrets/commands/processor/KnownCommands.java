package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.schemas.crypto.AssociatedData;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.OutcomeTypes;
import java.time.Instant;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/** What commands were answered within the last 24 hours: the same command is never carried out twice. */
final class KnownCommands {

    private final WindowStore<String, byte[]> store;
    private final MetadataCipher cipher;

    KnownCommands(WindowStore<String, byte[]> store, MetadataCipher cipher) {
        this.store = store;
        this.cipher = cipher;
    }

    /**
     * The first outcome of the command, or null for one that is new.
     *
     * @throws IllegalStateException where what was remembered can't be read
     */
    @Nullable
    Outcome outcome(String projectId, String commandId, Instant at) {
        String key = key(projectId, commandId);
        // Also what seems to lie ahead: when a partition's leader changes, its clock may step back.
        Instant from = at.minus(CommandTopology.REMEMBERED);
        Instant to = at.plus(CommandTopology.REMEMBERED);
        try (WindowStoreIterator<byte[]> found = store.fetch(key, from, to)) {
            return found.hasNext() ? open(key, found.next().value) : null;
        }
    }

    void remember(String projectId, String commandId, Outcome outcome, Instant at) {
        String key = key(projectId, commandId);
        byte[] sealed = cipher.encrypt(OutcomeTypes.CODEC.encode(outcome), associatedData(key));
        store.put(key, sealed, at.toEpochMilli());
    }

    private Outcome open(String key, byte[] sealed) {
        try {
            return (Outcome) OutcomeTypes.CODEC.decode(cipher.decrypt(sealed, associatedData(key)));
        } catch (DecryptionException e) {
            throw new IllegalStateException(
                    "The remembered outcome " + key + " of " + CommandTopology.RESULTS + " can't be read", e);
        }
    }

    private static byte[] associatedData(String key) {
        return AssociatedData.entry(CommandTopology.RESULTS, key);
    }

    private static String key(String projectId, String commandId) {
        return projectId + "/" + commandId;
    }
}
