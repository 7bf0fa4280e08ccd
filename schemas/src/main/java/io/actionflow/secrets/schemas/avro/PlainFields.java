package io.actionflow.secrets.schemas.avro;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;

/**
 * A record as a map from field name to what any format can say: text, number, flag, list or map; bytes as hexadecimal. Fields
 * that are null are left out. The order is that of the schema.
 */
final class PlainFields {

    private PlainFields() {}

    static Map<String, Object> of(GenericRecord record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (value != null) {
                fields.put(field.name(), plain(value));
            }
        }
        return fields;
    }

    private static Object plain(Object value) {
        if (value instanceof GenericRecord nested) {
            return of(nested);
        } else if (value instanceof List<?> list) {
            return list.stream().map(PlainFields::plain).toList();
        } else if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return HexFormat.of().formatHex(copy);
        } else if (value instanceof GenericFixed fixed) {
            return HexFormat.of().formatHex(fixed.bytes());
        }
        return value instanceof CharSequence text ? text.toString() : value;
    }
}
