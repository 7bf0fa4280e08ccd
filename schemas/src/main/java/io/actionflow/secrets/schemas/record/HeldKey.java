package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;

/**
 * A key that a resolver has.
 *
 * @param keyId Tink's, unsigned when shown
 */
public record HeldKey(int keyId) {

    static HeldKey read(Fields f) {
        return new HeldKey(f.smallNumber("keyId"));
    }

    static void write(FieldWriter f, HeldKey it) {
        f.smallNumber("keyId", it.keyId);
    }
}
