package io.actionflow.secrets.resolver.open;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.DecryptionException.Reason;
import io.actionflow.secrets.schemas.crypto.KeyIds;
import io.actionflow.secrets.schemas.crypto.LiveKeyset;
import io.actionflow.secrets.schemas.crypto.SealingContext;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens values with the private value keyset: what {@code ValueSealer} sealed, chunk by chunk, into one array of the
 * value's size. Beside it there is never more than one chunk in memory.
 *
 * <p>It gives all of a value or nothing of it, and only where the chunks are exactly those that the claiming event
 * names: as many, as long, with that digest, sealed for this place of this value of this secret. Safe for use by several
 * threads. Source: RFC 9180.
 */
public final class ValueOpener {

    private final LiveKeyset.Derived<Keys> keys;

    private ValueOpener(LiveKeyset.Derived<Keys> keys) {
        this.keys = keys;
    }

    /** Throws {@link GeneralSecurityException} where the keyset is not one of private HPKE keys. */
    public static ValueOpener of(KeysetHandle privateKeyset) throws GeneralSecurityException {
        return of(LiveKeyset.fixed(privateKeyset));
    }

    /** One that goes on with the keyset when that is replaced; throws as above. */
    public static ValueOpener of(LiveKeyset privateKeyset) throws GeneralSecurityException {
        return new ValueOpener(privateKeyset.deriving(Keys::of));
    }

    /** The ids of the keys whose values it can open now. */
    public Set<Integer> keyIds() {
        return keys.get().ids().all();
    }

    /**
     * Opens a value.
     *
     * @throws DecryptionException {@code UNKNOWN_KEY} where the chunks are the right ones but sealed to a key that the
     *     keyset lacks; {@code CORRUPT} for everything else: missing, altered, cut or moved, all alike
     */
    public SecretValue open(SealedValue value, ChunkSource source) throws DecryptionException {
        return new SecretValue(openShared(value, source));
    }

    SharedBytes openShared(SealedValue value, ChunkSource source) throws DecryptionException {
        return openInto(new byte[plainSize(value.ref())], value, source);
    }

    SharedBytes openInto(byte[] plain, SealedValue value, ChunkSource source) throws DecryptionException {
        boolean complete = false;
        try {
            fill(plain, value, source);
            complete = true;
            return new SharedBytes(plain);
        } finally {
            if (!complete) {
                Arrays.fill(plain, (byte) 0);
            }
        }
    }

    private void fill(byte[] plain, SealedValue value, ChunkSource source) throws DecryptionException {
        ValueRef ref = value.ref();
        Sha256 digest = ChunkDigest.start();
        long size = 0;
        int filled = 0;
        DecryptionException unknownKey = null;
        for (int index = 0; index < ref.chunks(); index++) {
            byte[] sealed = sealedChunk(value, index, source);
            digest = ChunkDigest.append(digest, sealed);
            size += sealed.length;
            if (unknownKey == null) {
                try {
                    filled = append(plain, filled, decrypt(sealed, value, index));
                } catch (DecryptionException e) {
                    unknownKey = unlessCorrupt(e);
                }
            }
        }
        if (size != ref.size() || !digest.equals(ref.digest())) {
            throw corrupt(null);
        }
        if (unknownKey != null) {
            throw unknownKey;
        }
        if (filled != plain.length) {
            throw corrupt(null);
        }
    }

    // An altered chunk may name any key. Whether it was altered is only known from the digest, once all were seen.
    private static DecryptionException unlessCorrupt(DecryptionException e) throws DecryptionException {
        if (e.reason() == Reason.CORRUPT) {
            throw e;
        }
        return e;
    }

    private static byte[] sealedChunk(SealedValue value, int index, ChunkSource source) throws DecryptionException {
        ValueRef ref = value.ref();
        byte[] record = source.chunkRecord(new ChunkKey(value.secret().projectId(), ref.valueId(), index));
        if (record == null) {
            throw corrupt(null);
        }
        ValueChunk chunk = decode(record);
        if (!chunk.valueId().equals(ref.valueId()) || chunk.index() != index || chunk.count() != ref.chunks()) {
            throw corrupt(null);
        }
        return chunk.sealed();
    }

    private static ValueChunk decode(byte[] record) throws DecryptionException {
        try {
            return WireRecords.CODEC.decode(record, ValueChunk.class);
        } catch (MalformedRecordException | UnknownSchemaException e) {
            throw corrupt(e);
        }
    }

    private byte[] decrypt(byte[] sealed, SealedValue value, int index) throws DecryptionException {
        SecretAddress secret = value.secret();
        ValueRef ref = value.ref();
        SealingContext context =
                new SealingContext(secret.projectId(), secret.secretId(), ref.valueId(), index, ref.chunks());
        Keys known = keys.get();
        try {
            return known.decrypt(sealed, context);
        } catch (DecryptionException e) {
            Keys newer = e.reason() == Reason.UNKNOWN_KEY ? keys.insteadOf(known) : null;
            if (newer == null) {
                throw e;
            }
            return newer.decrypt(sealed, context);
        }
    }

    private record Keys(HybridDecrypt hpke, KeyIds ids) {

        static Keys of(KeysetHandle keyset) throws GeneralSecurityException {
            return new Keys(keyset.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class), KeyIds.of(keyset));
        }

        byte[] decrypt(byte[] sealed, SealingContext context) throws DecryptionException {
            try {
                return hpke.decrypt(sealed, context.info());
            } catch (GeneralSecurityException e) {
                throw new DecryptionException(ids.reason(sealed), e);
            }
        }
    }

    /** Moves a piece to its place in the value, and zeroes where it was. */
    private static int append(byte[] plain, int filled, byte[] piece) throws DecryptionException {
        try {
            if (piece.length > plain.length - filled) {
                throw corrupt(null);
            }
            System.arraycopy(piece, 0, plain, filled, piece.length);
            return filled + piece.length;
        } finally {
            Arrays.fill(piece, (byte) 0);
        }
    }

    private static int plainSize(ValueRef ref) throws DecryptionException {
        long size = ref.plainSize();
        boolean possible =
                ref.chunks() > 0 && ref.chunks() <= Limits.MAX_CHUNKS && size > 0 && size <= Limits.MAX_VALUE_BYTES;
        if (!possible) {
            throw corrupt(null);
        }
        return Math.toIntExact(size);
    }

    private static DecryptionException corrupt(@Nullable Exception cause) {
        String message = "The chunks are not those of the value";
        return new DecryptionException(Reason.CORRUPT, new GeneralSecurityException(message, cause));
    }
}
