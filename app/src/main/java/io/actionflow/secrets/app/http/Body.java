package io.actionflow.secrets.app.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A body that grows as it comes in, so that nobody gets memory for what they only announce. What is given up is zeroed. For
 * one thread at a time.
 */
final class Body {

    private static final int FIRST = 4 << 10;

    private final BodyMemory memory;
    private final long limit;
    private final long announced;
    private byte[] bytes = new byte[0];
    private int length;

    /**
     * @param limit how many bytes it may have
     * @param announced how many it will have, -1 if nobody knows
     */
    Body(BodyMemory memory, long limit, long announced) {
        this.memory = memory;
        this.limit = limit;
        this.announced = announced;
        refuseOver(announced);
    }

    long length() {
        return length;
    }

    void add(ByteBuffer more) {
        int together = Math.addExact(length, more.remaining());
        refuseOver(together);
        if (together > bytes.length) {
            resize((int) Math.max(together, Math.min(largest(), Math.max(FIRST, 2L * bytes.length))));
        }
        more.get(bytes, length, more.remaining());
        length = together;
    }

    /** All of it, once it is there. */
    byte[] whole() {
        if (bytes.length != length) {
            resize(length);
        }
        return bytes;
    }

    /** Zeroes it, and gives its memory back. */
    void discard() {
        resize(0);
        length = 0;
    }

    private long largest() {
        return announced >= 0 ? announced : limit;
    }

    private void refuseOver(long size) {
        if (size > limit) {
            throw Problem.of(413, "BODY_TOO_LARGE", "The body may have at most " + limit + " bytes here")
                    .with("limit", limit)
                    .asException();
        }
    }

    private void resize(int size) {
        byte[] old = bytes;
        if (size > old.length) {
            memory.take(size - old.length);
        }
        bytes = Arrays.copyOf(old, size);
        Arrays.fill(old, (byte) 0);
        if (size < old.length) {
            memory.give(old.length - size);
        }
    }
}
