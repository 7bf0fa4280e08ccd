package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A public key that values are sealed to, as it stands on {@code secret-keys} under {@code value/<keyId>}. What
 * {@link ValueKeyCodec} makes and checks.
 *
 * @param publicKey 32 bytes of X25519
 * @param createdAt the newest key that is not withdrawn is sealed to; to the millisecond
 * @param withdrawnAt since when nobody seals to it any more; null while somebody may
 * @param proof that who holds the metadata keyset has published it
 */
public record ValueKey(
        byte[] publicKey, Instant createdAt, @Nullable Instant withdrawnAt, byte[] proof) {

    static final RecordType<ValueKey> TYPE = RecordType.load("record", ValueKey.class, ValueKey::read, ValueKey::write);

    private static ValueKey read(Fields f) {
        Long withdrawnAt = f.optionalNumber("withdrawnAt");
        return new ValueKey(
                f.bytes("publicKey", 32),
                Instant.ofEpochMilli(f.number("createdAt")),
                withdrawnAt == null ? null : Instant.ofEpochMilli(withdrawnAt),
                f.bytes("proof"));
    }

    private static void write(FieldWriter f, ValueKey it) {
        f.bytes("publicKey", it.publicKey)
                .number("createdAt", it.createdAt.toEpochMilli())
                .number("withdrawnAt", it.withdrawnAt == null ? null : it.withdrawnAt.toEpochMilli())
                .bytes("proof", it.proof);
    }
}
