package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.resolver.open.SecretValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * Bytes of an answer that holds values: they are written once, to where they are sent from, and never stand in a text. What
 * is given up is zeroed. Whoever knows the size before pays for no copy. For one thread.
 */
final class AnswerBuffer {

    private static final int BLOCK_BYTES = 3 * 1024;

    private byte[] bytes;
    private int length;

    /** @param expected how many bytes there will be; more or fewer cost a copy */
    AnswerBuffer(long expected) {
        this.bytes = new byte[Math.toIntExact(expected)];
    }

    /** How many bytes {@link #base64} writes for so many. */
    static long base64Length(long bytes) {
        return (bytes + 2) / 3 * 4;
    }

    AnswerBuffer raw(byte[] more) {
        return raw(more, more.length);
    }

    /** The first {@code count} of the bytes. */
    AnswerBuffer raw(byte[] more, int count) {
        room(count);
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
        return this;
    }

    /** Writes the value in base64, without quotes. */
    AnswerBuffer base64(SecretValue value) {
        room(base64Length(value.size()));
        return value.withBytes(this::base64);
    }

    private AnswerBuffer base64(ByteBuffer plain) {
        byte[] block = new byte[Math.min(BLOCK_BYTES, plain.remaining())];
        try {
            while (plain.hasRemaining()) {
                int size = Math.min(block.length, plain.remaining());
                plain.get(block, 0, size);
                byte[] whole = size == block.length ? block : Arrays.copyOf(block, size);
                byte[] encoded = Base64.getEncoder().encode(whole);
                raw(encoded);
                Arrays.fill(whole, (byte) 0);
                Arrays.fill(encoded, (byte) 0);
            }
        } finally {
            Arrays.fill(block, (byte) 0);
        }
        return this;
    }

    /** All of it; nothing may be written afterwards. */
    byte[] whole() {
        if (bytes.length != length) {
            resize(length);
        }
        return bytes;
    }

    /** Zeroes what was written. */
    void discard() {
        Arrays.fill(bytes, (byte) 0);
    }

    private void room(long more) {
        long together = length + more;
        if (together > bytes.length) {
            resize(Math.toIntExact(together + together / 8));
        }
    }

    private void resize(int size) {
        byte[] old = bytes;
        bytes = Arrays.copyOf(old, size);
        Arrays.fill(old, (byte) 0);
    }
}
