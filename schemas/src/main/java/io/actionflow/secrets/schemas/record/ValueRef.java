package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.crypto.ValueSealer;

/**
 * Which sealed value is meant, and exactly which bytes it is made of.
 *
 * @param valueId the id under which its chunks stand on the topic
 * @param chunks how many chunks it was cut into, at least 1
 * @param size bytes of all sealed chunks together
 * @param digest see {@link ChunkDigest}
 */
public record ValueRef(String valueId, int chunks, long size, Sha256 digest) {

    /** Bytes of the value itself. Sealing lengthens each chunk by the same amount, so the size needs no key. */
    public long plainSize() {
        return size - (long) chunks * ValueSealer.OVERHEAD_BYTES;
    }

    public static ValueRef read(Fields f) {
        return new ValueRef(
                f.text("valueId"),
                f.smallNumber("chunks"),
                f.number("size"),
                Sha256.ofBytes(f.bytes("digest", Sha256.BYTES)));
    }

    public static void write(FieldWriter f, ValueRef value) {
        f.text("valueId", value.valueId)
                .smallNumber("chunks", value.chunks)
                .number("size", value.size)
                .bytes("digest", value.digest.bytes());
    }
}
