package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.app.http.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Where a page of a list begins: after the item at a place. Callers see base64url and know nothing of what is in it. It
 * holds a place and no position, so that what is added or taken away meanwhile neither doubles nor hides an item.
 *
 * <p>In it: the list's name and the fields of the place, each with its length in UTF-8 as two bytes ahead.
 */
public record Cursor(List<String> fields) {

    private static final int MOST_CHARACTERS = 4096;

    public Cursor {
        fields = List.copyOf(fields);
    }

    /** Writes a place. */
    public static String of(String list, List<String> place) {
        List<byte[]> fields = new ArrayList<>();
        fields.add(list.getBytes(StandardCharsets.UTF_8));
        place.forEach(field -> fields.add(field.getBytes(StandardCharsets.UTF_8)));
        ByteBuffer bytes = ByteBuffer.allocate(
                fields.stream().mapToInt(it -> it.length + 2).sum());
        fields.forEach(field -> bytes.putShort((short) field.length).put(field));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Reads what {@link #of} wrote for the same list, and refuses everything else with {@code MALFORMED}. */
    public static Cursor read(String list, int placeFields, String cursor) {
        List<String> fields = cursor.length() > MOST_CHARACTERS ? List.of() : decoded(cursor);
        if (fields.size() != placeFields + 1 || !fields.get(0).equals(list)) {
            throw malformed();
        }
        Cursor read = new Cursor(fields.subList(1, fields.size()));
        if (!of(list, read.fields).equals(cursor)) {
            throw malformed();
        }
        return read;
    }

    public String text(int field) {
        return fields.get(field);
    }

    public long number(int field) {
        try {
            return Long.parseLong(text(field));
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    private static List<String> decoded(String cursor) {
        List<String> fields = new ArrayList<>();
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            while (bytes.remaining() >= 2) {
                int length = Short.toUnsignedInt(bytes.getShort());
                if (length > bytes.remaining()) {
                    throw malformed();
                }
                fields.add(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(bytes.slice(bytes.position(), length))
                        .toString());
                bytes.position(bytes.position() + length);
            }
            return bytes.hasRemaining() ? List.of() : fields;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw malformed();
        }
    }

    private static ProblemException malformed() {
        return Problem.malformed(
                        "cursor", "The cursor is none that this list gave: take 'next' of the page before as it is")
                .asException();
    }
}
