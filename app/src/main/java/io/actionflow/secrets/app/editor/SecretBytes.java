package io.actionflow.secrets.app.editor;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a text of which no {@code String} may be made, as UTF-8. Whatever it was given or has outgrown is zeroed at once,
 * and what it holds when it is closed. {@code toString} tells nothing. For one thread.
 */
final class SecretBytes extends Writer {

    private static final int FIRST = 256;

    // A text that is not Unicode is an error, and never silently changed.
    private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
    private ByteBuffer bytes = ByteBuffer.allocate(FIRST);
    private final char[] pair = new char[2];
    private boolean hasHalf;

    /** Takes characters, and zeroes them where they were. */
    @Override
    public void write(char[] characters, int from, int length) throws CharacterCodingException {
        try {
            int at = from;
            int end = from + length;
            if (hasHalf && at < end) {
                pair[1] = characters[at];
                at++;
                hasHalf = false;
                encode(CharBuffer.wrap(pair));
            }
            // The other half of a pair may come with the next call.
            if (at < end && Character.isHighSurrogate(characters[end - 1])) {
                end--;
                pair[0] = characters[end];
                hasHalf = true;
            }
            encode(CharBuffer.wrap(characters, at, end - at));
        } finally {
            Arrays.fill(characters, from, from + length, '\0');
        }
    }

    private void encode(CharBuffer characters) throws CharacterCodingException {
        utf8.reset();
        while (true) {
            CoderResult result = utf8.encode(characters, bytes, true);
            if (result.isError()) {
                result.throwException();
            } else if (result.isUnderflow()) {
                return;
            }
            grow();
        }
    }

    private void grow() {
        byte[] before = bytes.array();
        ByteBuffer larger = ByteBuffer.allocate(Math.max(before.length * 2, FIRST));
        bytes.flip();
        larger.put(bytes);
        Arrays.fill(before, (byte) 0);
        bytes = larger;
    }

    /** To be called at the end of the text; throws where it ends with half of a pair. */
    void end() throws CharacterCodingException {
        if (hasHalf) {
            throw new CharacterCodingException();
        }
    }

    int size() {
        return bytes.position();
    }

    /** The bytes from the beginning, without a copy: to be read before this is closed. */
    InputStream open() {
        return new ByteArrayInputStream(bytes.array(), 0, bytes.position());
    }

    /** The same to look at. */
    ByteBuffer view() {
        return ByteBuffer.wrap(bytes.array(), 0, bytes.position()).asReadOnlyBuffer();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Arrays.fill(bytes.array(), (byte) 0);
        Arrays.fill(pair, '\0');
    }

    @Override
    public String toString() {
        return "SecretBytes";
    }
}
