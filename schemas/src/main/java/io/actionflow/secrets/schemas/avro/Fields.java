package io.actionflow.secrets.schemas.avro;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one decoded record, read strictly: text that is not valid UTF-8 and constants that do not exist are
 * errors that name the field, never replacement characters or defaults.
 */
public final class Fields {

    private final GenericRecord record;

    Fields(GenericRecord record) {
        this.record = record;
    }

    /** A text; throws {@link MalformedRecordException} where the bytes are not UTF-8, or the writer left it out. */
    public String text(String field) {
        String text = optionalText(field);
        if (text == null) {
            throw new MalformedRecordException(field, "Expected a text, but found none");
        }
        return text;
    }

    /** A text, or null where the writer left it out. */
    public @Nullable String optionalText(String field) {
        Object value = record.get(field);
        return value == null ? null : decode(field, (Utf8) value);
    }

    /** A 64-bit number. */
    public long number(String field) {
        return ((Number) record.get(field)).longValue();
    }

    /** A 64-bit number, or null where the writer left it out. */
    public @Nullable Long optionalNumber(String field) {
        Object value = record.get(field);
        return value == null ? null : ((Number) value).longValue();
    }

    /** A 32-bit number. */
    public int smallNumber(String field) {
        return ((Number) record.get(field)).intValue();
    }

    /** Yes or no. */
    public boolean flag(String field) {
        return (Boolean) record.get(field);
    }

    /** A fresh copy of the bytes. */
    public byte[] bytes(String field) {
        ByteBuffer buffer = ((ByteBuffer) record.get(field)).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** A fresh copy of the bytes, of which there must be {@code length}. */
    public byte[] bytes(String field, int length) {
        byte[] bytes = bytes(field);
        if (bytes.length != length) {
            throw new MalformedRecordException(field, "Expected " + length + " bytes, but found " + bytes.length);
        }
        return bytes;
    }

    /** A fresh copy of bytes whose length the schema fixes. */
    public byte[] fixed(String field) {
        return ((GenericFixed) record.get(field)).bytes().clone();
    }

    /** One of the constants of {@code type}, written by its name. */
    public <E extends Enum<E>> E constant(String field, Class<E> type) {
        String name = text(field);
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            // Without its cause, whose message would quote what stands in the record.
            throw new MalformedRecordException(
                    field, "Expected a " + type.getSimpleName() + ", but found one that this version does not know");
        }
    }

    /** A nested record. */
    public Fields record(String field) {
        return new Fields((GenericRecord) record.get(field));
    }

    /** A nested record, or null where the writer left it out. */
    public <T> @Nullable T optionalRecord(String field, Function<Fields, T> reader) {
        Object value = record.get(field);
        return value == null ? null : reader.apply(new Fields((GenericRecord) value));
    }

    /** An immutable list of nested records. */
    public <T> List<T> list(String field, Function<Fields, T> reader) {
        Collection<?> items = (Collection<?>) record.get(field);
        return items.stream()
                .map(item -> reader.apply(new Fields((GenericRecord) item)))
                .toList();
    }

    /** An immutable list of texts. */
    public List<String> texts(String field) {
        Collection<?> items = (Collection<?>) record.get(field);
        return items.stream().map(item -> decode(field, (Utf8) item)).toList();
    }

    private static String decode(String field, Utf8 text) {
        try {
            CharBuffer chars = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.getBytes(), 0, text.getByteLength()));
            return chars.toString();
        } catch (CharacterCodingException e) {
            throw new MalformedRecordException(field, "Expected UTF-8 text, but found other bytes", e);
        }
    }
}
