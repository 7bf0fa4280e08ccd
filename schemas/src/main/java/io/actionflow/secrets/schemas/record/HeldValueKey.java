package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import org.jspecify.annotations.Nullable;

/**
 * A private key that a resolver has.
 *
 * @param keyId Tink's, unsigned when shown
 * @param values how many values in use, on the partitions that it hosts, are sealed to the key; null where it does not know
 */
public record HeldValueKey(int keyId, @Nullable Long values) {

    public HeldValueKey {
        if (values != null && values < 0) {
            throw new MalformedRecordException("values", "Expected 0 or more, but got " + values);
        }
    }

    static HeldValueKey read(Fields f) {
        return new HeldValueKey(f.smallNumber("keyId"), f.optionalNumber("values"));
    }

    static void write(FieldWriter f, HeldValueKey it) {
        f.smallNumber("keyId", it.keyId).number("values", it.values);
    }
}
