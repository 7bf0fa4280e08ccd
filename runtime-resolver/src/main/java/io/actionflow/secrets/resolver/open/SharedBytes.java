package io.actionflow.secrets.resolver.open;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one opened value, with a count of those who hold a share of them. They are zeroed when the last share is
 * given up, and never before. Lock-free.
 */
final class SharedBytes {

    private final byte[] bytes;
    private final AtomicInteger shares = new AtomicInteger(1);

    /** Takes the array over; the caller holds the first share. */
    SharedBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    int size() {
        return bytes.length;
    }

    /** The array itself. Only whoever holds a share may look at it. */
    byte[] array() {
        return bytes;
    }

    /** Takes one more share; false where there is none left and the bytes are gone. */
    boolean retain() {
        int held = shares.get();
        while (held > 0) {
            int seen = shares.compareAndExchange(held, held + 1);
            if (seen == held) {
                return true;
            }
            held = seen;
        }
        return false;
    }

    /** Gives one share up. */
    void release() {
        if (shares.decrementAndGet() == 0) {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** A handle with a share of its own, or null where the bytes are gone. */
    @Nullable
    SecretValue newHandle() {
        return retain() ? new SecretValue(this) : null;
    }
}
