package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import java.util.List;

/**
 * Which sealed value is meant, and exactly which bytes it is made of.
 *
 * @param valueId the id under which its chunks stand on the topic
 * @param chunks how many chunks it was cut into, at least 1
 * @param size bytes of all sealed chunks together
 * @param digest see {@link ChunkDigest}
 * @param hints what was noted of the plain value: names of {@link ValueHint}s. One that this version does not know stays
 *     as it is: a processor that is older than the publisher must not take it out of the history
 */
public record ValueRef(String valueId, int chunks, long size, Sha256 digest, List<String> hints) {

    public ValueRef {
        hints = List.copyOf(hints);
    }

    /** A value of which nothing was noted. */
    public ValueRef(String valueId, int chunks, long size, Sha256 digest) {
        this(valueId, chunks, size, digest, List.of());
    }

    /** Bytes of the value itself. Sealing lengthens each chunk by the same amount, so the size needs no key. */
    public long plainSize() {
        return size - (long) chunks * ValueSealer.OVERHEAD_BYTES;
    }

    public static ValueRef read(Fields f) {
        return new ValueRef(
                f.text("valueId"),
                f.smallNumber("chunks"),
                f.number("size"),
                Sha256.ofBytes(f.bytes("digest", Sha256.BYTES)),
                f.texts("hints"));
    }

    public static void write(FieldWriter f, ValueRef value) {
        f.text("valueId", value.valueId)
                .smallNumber("chunks", value.chunks)
                .number("size", value.size)
                .bytes("digest", value.digest.bytes())
                .texts("hints", value.hints);
    }
}
