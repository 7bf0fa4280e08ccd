package io.actionflow.secrets.resolver.open;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a secret, in somebody's hands. Close it as soon as they were used.
 *
 * <p>Handles of one value may share its bytes. They are zeroed when the last handle is closed and the cache does not
 * keep them; an open handle always has all of them. A handle that nobody closes keeps its bytes until the garbage
 * collector takes them, unzeroed. Nothing can zero what a caller copied.
 *
 * <p>The bytes can only be had by {@link #copyBytes}, {@link #writeTo} and {@link #withBytes}; each throws {@link
 * IllegalStateException} once the handle is closed, and so does every other question. Two handles are equal only where
 * they are the same. Safe for use by several threads.
 */
public final class SecretValue implements AutoCloseable {

    private static final int BLOCK_BYTES = 8 * 1024;

    private static final AtomicIntegerFieldUpdater<SecretValue> CLOSED =
            AtomicIntegerFieldUpdater.newUpdater(SecretValue.class, "closed");

    private final SharedBytes shared;
    private volatile int closed;

    /** Takes over one share that the caller holds. */
    SecretValue(SharedBytes shared) {
        this.shared = shared;
    }

    /** How many bytes there are, at least 1. */
    public int size() {
        checkNotClosed();
        return shared.size();
    }

    /** A copy of the bytes, which it is the caller's duty to zero. */
    public byte[] copyBytes() {
        return use(() -> shared.array().clone());
    }

    /** Writes the bytes to the stream, in blocks, so that the stream never sees the array that holds them. */
    public void writeTo(OutputStream out) throws IOException {
        acquire();
        byte[] block = new byte[Math.min(BLOCK_BYTES, shared.size())];
        try {
            for (int at = 0; at < shared.size(); at += block.length) {
                int length = Math.min(block.length, shared.size() - at);
                System.arraycopy(shared.array(), at, block, 0, length);
                out.write(block, 0, length);
            }
        } finally {
            Arrays.fill(block, (byte) 0);
            shared.release();
        }
    }

    /** Shows the bytes to a function, as a read-only buffer that means nothing once the function has returned. */
    public <T extends @Nullable Object> T withBytes(Function<? super ByteBuffer, ? extends T> reader) {
        return use(() -> reader.apply(ByteBuffer.wrap(shared.array()).asReadOnlyBuffer()));
    }

    /** Whether the bytes are the candidate's; how long the answer takes tells only whether the lengths are equal. */
    public boolean matches(byte[] candidate) {
        return use(() -> MessageDigest.isEqual(shared.array(), candidate));
    }

    /** Gives the bytes up. Closing twice does nothing. */
    @Override
    public void close() {
        if (CLOSED.compareAndSet(this, 0, 1)) {
            shared.release();
        }
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "SecretValue";
    }

    // A use holds a share of its own: somebody who closes the handle meanwhile must not zero bytes under the user.
    private <T extends @Nullable Object> T use(Supplier<? extends T> action) {
        acquire();
        try {
            return action.get();
        } finally {
            shared.release();
        }
    }

    private void acquire() {
        checkNotClosed();
        if (!shared.retain()) {
            throw closed();
        }
    }

    private void checkNotClosed() {
        if (closed != 0) {
            throw closed();
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("The secret value was closed");
    }

    SharedBytes shared() {
        return shared;
    }
}
