package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.util.List;

/**
 * The value stands under another sealed copy from now on; the one before is given up.
 *
 * @param valueId the id that the claiming event gave the value, which all else goes on naming
 * @param previous the id of the copy that is given up
 * @param keyId the key to which the copy is sealed: 32 bits, as an unsigned number
 */
public record ValueResealed(EventMeta meta, String valueId, String previous, ValueRef copy, long keyId)
        implements Event {

    static final RecordType<ValueResealed> TYPE =
            RecordType.load("event", ValueResealed.class, ValueResealed::read, ValueResealed::write);

    @Override
    public ValueRef value() {
        return copy;
    }

    @Override
    public List<String> erased() {
        return List.of(previous);
    }

    private static ValueResealed read(Fields f) {
        return new ValueResealed(
                EventMeta.read(f.record("meta")),
                f.text("valueId"),
                f.text("previous"),
                ValueRef.read(f.record("copy")),
                f.number("keyId"));
    }

    private static void write(FieldWriter f, ValueResealed it) {
        f.record("meta", it.meta, EventMeta::write)
                .text("valueId", it.valueId)
                .text("previous", it.previous)
                .record("copy", it.copy, ValueRef::write)
                .number("keyId", it.keyId);
    }
}
