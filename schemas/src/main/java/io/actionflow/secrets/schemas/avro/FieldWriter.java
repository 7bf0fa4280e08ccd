package io.actionflow.secrets.schemas.avro;

import io.actionflow.secrets.schemas.Limits;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Fills the fields of one record that is about to be encoded. Text must be Unicode: a lone surrogate is refused. */
public final class FieldWriter {

    private final GenericRecord record;

    FieldWriter(Schema schema) {
        this.record = new GenericData.Record(schema);
    }

    GenericRecord record() {
        return record;
    }

    /** Writes a text, or leaves it out where null. */
    public FieldWriter text(String field, @Nullable String text) {
        record.put(field, text == null ? null : encode(field, text));
        return this;
    }

    /** Writes a number, or leaves it out where null. */
    public FieldWriter number(String field, @Nullable Long number) {
        record.put(field, number);
        return this;
    }

    public FieldWriter smallNumber(String field, int number) {
        record.put(field, number);
        return this;
    }

    public FieldWriter flag(String field, boolean flag) {
        record.put(field, flag);
        return this;
    }

    /** Writes bytes without copying them: they must not change until the record is encoded. */
    public FieldWriter bytes(String field, byte[] bytes) {
        record.put(field, ByteBuffer.wrap(bytes));
        return this;
    }

    /** Writes bytes whose length the schema fixes. */
    public FieldWriter fixed(String field, byte[] bytes) {
        Schema schema = schemaOf(field);
        if (bytes.length != schema.getFixedSize()) {
            throw new MalformedRecordException(field, "Expected " + schema.getFixedSize() + " bytes");
        }
        record.put(field, new GenericData.Fixed(schema, bytes));
        return this;
    }

    public FieldWriter constant(String field, Enum<?> constant) {
        return text(field, constant.name());
    }

    /** Writes a nested record, or leaves it out where null. */
    public <T> FieldWriter record(String field, @Nullable T item, BiConsumer<FieldWriter, T> writer) {
        record.put(field, item == null ? null : nested(notNull(schemaOf(field)), item, writer));
        return this;
    }

    public <T> FieldWriter list(String field, List<T> items, BiConsumer<FieldWriter, T> writer) {
        checkCount(field, items);
        Schema element = notNull(schemaOf(field)).getElementType();
        List<GenericRecord> records = new ArrayList<>(items.size());
        for (T item : items) {
            records.add(nested(element, item, writer));
        }
        record.put(field, records);
        return this;
    }

    public FieldWriter texts(String field, List<String> texts) {
        checkCount(field, texts);
        record.put(field, texts.stream().map(text -> encode(field, text)).toList());
        return this;
    }

    private static void checkCount(String field, List<?> items) {
        if (items.size() > Limits.MAX_LIST_ITEMS) {
            throw new MalformedRecordException(
                    field, "Expected at most " + Limits.MAX_LIST_ITEMS + " items, but got " + items.size());
        }
    }

    private static <T> GenericRecord nested(Schema schema, T item, BiConsumer<FieldWriter, T> writer) {
        FieldWriter fields = new FieldWriter(schema);
        writer.accept(fields, item);
        return fields.record;
    }

    private Schema schemaOf(String field) {
        return record.getSchema().getField(field).schema();
    }

    /** The type itself, or the one of the union {@code [null, type]} that is not null. */
    private static Schema notNull(Schema schema) {
        return schema.isUnion() ? schema.getTypes().get(1) : schema;
    }

    private static Utf8 encode(String field, String text) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            return new Utf8(bytes);
        } catch (CharacterCodingException e) {
            throw new MalformedRecordException(
                    field, "Expected Unicode text, but found a surrogate without its pair", e);
        }
    }
}
