package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.crypto.AssociatedData;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.PublicValueKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Announcements of public keys to records of {@code secret-keys} and back. Whoever may write to the topic, but has no
 * metadata keyset, can't make one: else they could have values sealed to a key of their own.
 */
public final class ValueKeyCodec {

    private static final String PREFIX = "value/";
    private static final byte[] NOTHING = {};

    private final MetadataCipher cipher;

    public ValueKeyCodec(MetadataCipher cipher) {
        this.cipher = cipher;
    }

    /** What an announcement says, once its proof was checked. */
    public record Announced(
            PublicValueKey key, Instant createdAt, @Nullable Instant withdrawnAt) {

        public Announced {
            createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
            withdrawnAt = withdrawnAt == null ? null : withdrawnAt.truncatedTo(ChronoUnit.MILLIS);
        }

        /** The record key: {@code value/} and the key id as an unsigned decimal number. */
        public String recordKey() {
            return PREFIX + Integer.toUnsignedString(key.keyId());
        }

        public boolean isWithdrawn() {
            return withdrawnAt != null;
        }

        /** The same, but that nobody is to seal to it any more. */
        public Announced withdrawn(Instant at) {
            return new Announced(key, createdAt, at);
        }
    }

    public byte[] encode(Announced announced) {
        byte[] proof = cipher.encrypt(NOTHING, place(announced));
        return WireRecords.CODEC.encode(
                new ValueKey(announced.key().x25519(), announced.createdAt(), announced.withdrawnAt(), proof));
    }

    /**
     * Reads an announcement.
     *
     * @throws MalformedRecordException where it is none
     * @throws DecryptionException where nobody who holds the metadata keyset has made it for this place
     */
    public Announced decode(String recordKey, byte[] value) throws DecryptionException {
        ValueKey record = WireRecords.CODEC.decode(value, ValueKey.class);
        PublicValueKey key = new PublicValueKey(keyId(recordKey), record.publicKey());
        Announced announced = new Announced(key, record.createdAt(), record.withdrawnAt());
        if (cipher.decrypt(record.proof(), place(announced)).length != 0) {
            throw new MalformedRecordException("proof", "Expected nothing within");
        }
        return announced;
    }

    private static int keyId(String recordKey) {
        if (!recordKey.startsWith(PREFIX)) {
            throw new MalformedRecordException("key", "Expected value/ and a key id");
        }
        try {
            return Integer.parseUnsignedInt(recordKey.substring(PREFIX.length()));
        } catch (NumberFormatException e) {
            throw new MalformedRecordException("key", "Expected value/ and a key id");
        }
    }

    private static byte[] place(Announced announced) {
        Instant withdrawnAt = announced.withdrawnAt();
        return AssociatedData.valueKey(
                announced.recordKey(),
                HexFormat.of().formatHex(announced.key().x25519()),
                announced.createdAt().toEpochMilli(),
                withdrawnAt == null ? "" : Long.toString(withdrawnAt.toEpochMilli()));
    }
}
