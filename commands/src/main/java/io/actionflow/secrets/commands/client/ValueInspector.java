package io.actionflow.secrets.commands.client;

import io.actionflow.secrets.schemas.record.ValueHint;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at a value as its pieces pass by, and notes the hints that it deserves. It holds a few thousand bytes of a value at
 * any moment, whatever its length, and zeroes them when it is closed. For one value and one thread.
 */
final class ValueInspector implements AutoCloseable {

    private static final int WINDOW = 8 * 1024;

    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(WINDOW);
    private final CharBuffer chars = CharBuffer.allocate(WINDOW); // UTF-8 has no more characters than bytes
    private boolean isEmpty = true;
    private boolean isText = true;
    private boolean beginsWithSpace;
    private boolean endsWithSpace;
    private boolean endsWithNewline;
    private boolean hasInvisible;

    /** Takes the next piece, which may begin and end within a character. */
    void inspect(byte[] piece) {
        if (piece.length == 0) {
            return;
        }
        byte last = piece[piece.length - 1];
        beginsWithSpace = isEmpty ? isSpace(piece[0]) : beginsWithSpace;
        endsWithSpace = isSpace(last);
        endsWithNewline = last == '\n';
        isEmpty = false;
        for (int at = 0; isText && at < piece.length; ) {
            int length = Math.min(bytes.remaining(), piece.length - at);
            bytes.put(piece, at, length);
            at += length;
            decode(false);
        }
    }

    /** The names of the hints, once all pieces were seen. */
    List<String> hints() {
        if (isText) {
            decode(true);
        }
        Set<ValueHint> hints = EnumSet.noneOf(ValueHint.class);
        if (endsWithNewline) {
            hints.add(ValueHint.TRAILING_NEWLINE);
        }
        if (isText && hasInvisible) {
            hints.add(ValueHint.INVISIBLE_CHARACTER);
        }
        if (beginsWithSpace || endsWithSpace) {
            hints.add(ValueHint.SURROUNDING_SPACE);
        }
        return hints.stream().map(Enum::name).toList();
    }

    /** What is left in the window is the beginning of a character, of at most three bytes. */
    private void decode(boolean isEnd) {
        bytes.flip();
        isText = !utf8.decode(bytes, chars, isEnd).isError();
        bytes.compact();
        for (int i = 0; i < chars.position(); ) {
            int codePoint = Character.codePointAt(chars.array(), i, chars.position());
            hasInvisible |= isInvisible(codePoint);
            i += Character.charCount(codePoint);
        }
        chars.clear();
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }

    private static boolean isInvisible(int codePoint) {
        if (codePoint > ' ' && codePoint < 0x7f) {
            return false; // most characters of most values
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint != '\t' && codePoint != '\r' && codePoint != '\n';
            case Character.SPACE_SEPARATOR -> codePoint != ' ';
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    @Override
    public void close() {
        Arrays.fill(bytes.array(), (byte) 0);
        Arrays.fill(chars.array(), '\0');
    }

    @Override
    public String toString() {
        return "ValueInspector";
    }
}
