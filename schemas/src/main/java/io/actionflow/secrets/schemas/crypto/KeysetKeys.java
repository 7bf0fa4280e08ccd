package io.actionflow.secrets.schemas.crypto;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntPredicate;

/**
 * The keys of a keyset, and keysets with one more, one fewer, or another primary. Whatever the keyset is for: a new key is
 * of the kind of the primary one. Keys stand in the order in which they were added, so that those behind the primary are
 * newer.
 */
public final class KeysetKeys {

    private KeysetKeys() {}

    /**
     * One key.
     *
     * @param id 32 bits, unsigned when shown
     * @param status {@code ENABLED}, {@code DISABLED} or {@code DESTROYED}
     * @param isPrimary whether it is the one that encrypts
     */
    public record KeysetKey(int id, String status, boolean isPrimary) {

        @Override
        public String toString() {
            return Integer.toUnsignedString(id) + (isPrimary ? " (primary)" : "");
        }
    }

    public static List<KeysetKey> of(KeysetHandle keyset) {
        List<KeysetKey> keys = new ArrayList<>();
        for (int i = 0; i < keyset.size(); i++) {
            KeysetHandle.Entry entry = keyset.getAt(i);
            keys.add(new KeysetKey(entry.getId(), entry.getStatus().toString(), entry.isPrimary()));
        }
        return List.copyOf(keys);
    }

    public static int primary(KeysetHandle keyset) {
        return keyset.getPrimary().getId();
    }

    /** The enabled keys that were added after the primary one: not in use yet. */
    public static List<Integer> behindPrimary(KeysetHandle keyset) {
        List<KeysetKey> keys = of(keyset);
        int primary = indexOf(keyset, primary(keyset));
        return keys.subList(primary + 1, keys.size()).stream()
                .filter(key -> key.status().equals(KeyStatus.ENABLED.toString()))
                .map(KeysetKey::id)
                .toList();
    }

    /** With a new key behind all others, which encrypts nothing yet. */
    public static KeysetHandle withNew(KeysetHandle keyset) throws GeneralSecurityException {
        Parameters kind = keyset.getPrimary().getKey().getParameters();
        return KeysetHandle.newBuilder(keyset)
                .addEntry(KeysetHandle.generateEntryFromParameters(kind).withRandomId())
                .build();
    }

    /** With another primary. */
    public static KeysetHandle promoted(KeysetHandle keyset, int id) throws GeneralSecurityException {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(keyset);
        builder.getAt(indexOf(keyset, id)).makePrimary();
        return builder.build();
    }

    /** With a key that does nothing until it is enabled again; not the primary one. */
    public static KeysetHandle disabled(KeysetHandle keyset, int id) throws GeneralSecurityException {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(keyset);
        builder.getAt(indexOf(keyset, id)).setStatus(KeyStatus.DISABLED);
        return builder.build();
    }

    /** Without a key, for good; never without the primary one. */
    public static KeysetHandle without(KeysetHandle keyset, int id) throws GeneralSecurityException {
        return only(keyset, other -> other != id);
    }

    /** With the primary key alone. */
    public static KeysetHandle primaryOnly(KeysetHandle keyset) throws GeneralSecurityException {
        return only(keyset, id -> id == primary(keyset));
    }

    private static KeysetHandle only(KeysetHandle keyset, IntPredicate kept) throws GeneralSecurityException {
        if (!kept.test(primary(keyset))) {
            throw new GeneralSecurityException("The primary key can't be taken out: make another one primary first");
        }
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(keyset);
        for (int i = keyset.size() - 1; i >= 0; i--) {
            if (!kept.test(keyset.getAt(i).getId())) {
                builder.deleteAt(i);
            }
        }
        return builder.build();
    }

    private static int indexOf(KeysetHandle keyset, int id) {
        for (int i = 0; i < keyset.size(); i++) {
            if (keyset.getAt(i).getId() == id) {
                return i;
            }
        }
        throw new NoSuchElementException("The keyset has no key " + Integer.toUnsignedString(id));
    }
}
