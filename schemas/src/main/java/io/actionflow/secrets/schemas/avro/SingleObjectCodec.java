package io.actionflow.secrets.schemas.avro;

import io.actionflow.secrets.schemas.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Avro single-object encoding for a fixed catalogue of record types: {@code C3 01}, the 8-byte little-endian
 * CRC-64-AVRO fingerprint of the writer's schema, the Avro binary body. The fingerprint alone says which type and which
 * version follows.
 *
 * <p>Safe for use by several threads. Source: Apache Avro specification 1.12, "Single-object encoding".
 */
public final class SingleObjectCodec {

    private static final int HEADER_BYTES = 10;

    private final Map<Class<?>, Writer<?>> byClass = new HashMap<>();
    private final Map<Long, Reader<?>> byFingerprint = new HashMap<>();

    /** The latest version of one type, ready to be written. */
    private record Writer<T>(RecordType<T> type, byte[] header, GenericDatumWriter<GenericRecord> datumWriter) {

        GenericRecord record(T item) {
            FieldWriter fields = new FieldWriter(type.latest());
            type.writer().accept(fields, item);
            return fields.record();
        }

        byte[] write(T item) throws IOException {
            GenericRecord record = record(item);
            ByteArrayOutputStream out = new ByteArrayOutputStream(256);
            out.writeBytes(header);
            BinaryEncoder body = EncoderFactory.get().directBinaryEncoder(out, null);
            datumWriter.write(record, body);
            body.flush();
            return out.toByteArray();
        }
    }

    /** One version of one type, ready to be read as the latest version. */
    private record Reader<T>(RecordType<T> type, GenericDatumReader<GenericRecord> datumReader) {

        T read(BinaryDecoder body) throws IOException {
            return type.reader().apply(new Fields(datumReader.read(null, body)));
        }
    }

    /**
     * Stops at lists that are too long. Avro itself holds every declared length against the bytes that are there; but
     * some items take a hundred times their bytes in memory.
     */
    private static final class BoundedReader extends GenericDatumReader<GenericRecord> {

        BoundedReader(Schema writer, Schema reader) {
            super(writer, reader, withoutFastReader());
        }

        /** Avro's "fast reader" would build lists by itself and never call {@link #addToArray}. */
        private static GenericData withoutFastReader() {
            return new GenericData().setFastReaderEnabled(false);
        }

        @Override
        protected void addToArray(Object array, long position, Object item) {
            if (position >= Limits.MAX_LIST_ITEMS) {
                throw new MalformedRecordException(
                        "record", "Expected a list of at most " + Limits.MAX_LIST_ITEMS + " items, but found more");
            }
            super.addToArray(array, position, item);
        }
    }

    public SingleObjectCodec(Collection<? extends RecordType<?>> catalogue) {
        for (RecordType<?> type : catalogue) {
            byClass.put(type.javaType(), writer(type));
            Set<Long> seen = new HashSet<>();
            for (Schema version : type.versions()) {
                long fingerprint = SchemaNormalization.parsingFingerprint64(version);
                if (!seen.add(fingerprint) || byFingerprint.containsKey(fingerprint)) {
                    throw new IllegalStateException("Two schemas share the fingerprint of " + version.getFullName());
                }
                byFingerprint.put(fingerprint, new Reader<>(type, new BoundedReader(version, type.latest())));
            }
        }
    }

    /** The single-object encoding of {@code item}, with the latest version of its type's schema. */
    public <T> byte[] encode(T item) {
        Writer<T> writer = writerOf(item);
        try {
            return writer.write(item);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not encode a " + writer.type().name(), e);
        }
    }

    /** The item's fields by name, as {@link PlainFields} has them: for those who show what they have no other use for. */
    public <T> Map<String, Object> fields(T item) {
        return PlainFields.of(writerOf(item).record(item));
    }

    /**
     * Reads any version of any type of the catalogue.
     *
     * @throws UnknownSchemaException where the fingerprint is none of the catalogue
     * @throws MalformedRecordException where the bytes are not a single object, or not exactly one
     */
    public Object decode(byte[] bytes) {
        Reader<?> reader = byFingerprint.get(fingerprint(bytes));
        if (reader == null) {
            throw new UnknownSchemaException(fingerprint(bytes));
        }
        BinaryDecoder body = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
        try {
            Object item = reader.read(body);
            if (!body.isEnd()) {
                throw new MalformedRecordException(
                        "record", "Expected nothing after the " + reader.type().name() + ", but found more bytes");
            }
            return item;
        } catch (IOException
                | AvroRuntimeException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | UnsupportedOperationException e) { // the last is what Avro throws at lengths beyond 31 bits
            throw new MalformedRecordException(
                    "record", "Could not read a " + reader.type().name(), e);
        }
    }

    /** As {@link #decode(byte[])}, where only one type can be meant. */
    public <T> T decode(byte[] bytes, Class<T> type) {
        Object item = decode(bytes);
        if (!type.isInstance(item)) {
            throw new MalformedRecordException(
                    "record",
                    "Expected a " + type.getSimpleName() + ", but found a "
                            + item.getClass().getSimpleName());
        }
        return type.cast(item);
    }

    private static long fingerprint(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length < HEADER_BYTES || bytes[0] != (byte) 0xC3 || bytes[1] != 0x01) {
            throw new MalformedRecordException("record", "Expected an Avro single object, but found other bytes");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    }

    private static byte[] header(Schema schema) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xC3)
                .put((byte) 0x01)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
    }

    private static <T> Writer<T> writer(RecordType<T> type) {
        return new Writer<>(type, header(type.latest()), new GenericDatumWriter<>(type.latest()));
    }

    @SuppressWarnings("unchecked") // byClass maps a class to the writer of that class
    private <T> Writer<T> writerOf(T item) {
        Writer<?> writer = byClass.get(item.getClass());
        if (writer == null) {
            throw new IllegalArgumentException(
                    "Not in the catalogue of this codec: " + item.getClass().getName());
        }
        return (Writer<T>) writer;
    }
}
