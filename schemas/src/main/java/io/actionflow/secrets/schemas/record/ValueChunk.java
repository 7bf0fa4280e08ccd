package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** One sealed piece of a value: {@code index} of {@code count}, from 0. */
public record ValueChunk(String valueId, int index, int count, byte[] sealed) {

    static final RecordType<ValueChunk> TYPE =
            RecordType.load("record", ValueChunk.class, ValueChunk::read, ValueChunk::write);

    private static ValueChunk read(Fields f) {
        return new ValueChunk(f.text("valueId"), f.smallNumber("index"), f.smallNumber("count"), f.bytes("sealed"));
    }

    private static void write(FieldWriter f, ValueChunk it) {
        f.text("valueId", it.valueId)
                .smallNumber("index", it.index)
                .smallNumber("count", it.count)
                .bytes("sealed", it.sealed);
    }
}
