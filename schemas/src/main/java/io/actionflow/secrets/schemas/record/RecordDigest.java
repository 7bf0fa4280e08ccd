package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;

/**
 * A record that was written with an event and is no event itself, so that it can be checked without a key.
 *
 * @param key the record's key on {@code secret-events}
 * @param digest SHA-256 of the record's value
 */
public record RecordDigest(String key, Sha256 digest) {

    public static RecordDigest of(String key, byte[] value) {
        return new RecordDigest(key, Sha256.hash(value));
    }

    public static RecordDigest read(Fields f) {
        return new RecordDigest(f.text("key"), Sha256.ofBytes(f.bytes("digest", Sha256.BYTES)));
    }

    public static void write(FieldWriter f, RecordDigest it) {
        f.text("key", it.key).bytes("digest", it.digest.bytes());
    }
}
