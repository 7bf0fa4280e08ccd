package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;

/** The part of a {@link ValueRef} with which anybody can check a value's chunks without a key. */
public record ValueDigest(String valueId, int chunks, Sha256 digest) {

    public static ValueDigest of(ValueRef value) {
        return new ValueDigest(value.valueId(), value.chunks(), value.digest());
    }

    static ValueDigest read(Fields f) {
        return new ValueDigest(
                f.text("valueId"), f.smallNumber("chunks"), Sha256.ofBytes(f.bytes("digest", Sha256.BYTES)));
    }

    static void write(FieldWriter f, ValueDigest value) {
        f.text("valueId", value.valueId).smallNumber("chunks", value.chunks).bytes("digest", value.digest.bytes());
    }
}
