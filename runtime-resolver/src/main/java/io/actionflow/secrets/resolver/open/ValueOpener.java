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

    private static final int MOST_ATTEMPTS = 4;

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
        SealedValue copy = value;
        for (int attempt = 1; ; attempt++) {
            try {
                return openInto(new byte[plainSize(copy.ref())], copy, source);
            } catch (DecryptionException e) {
                // Sealed anew since it was looked up, perhaps between two of its chunks; again only where keys change
                // faster than a value is read.
                SealedValue current = source.current(copy);
                if (current.equals(copy) || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                copy = current;
            }
        }
    }

    /**
     * Opens a value piece by piece: at most one is in memory. What is made of the pieces counts only where this returns:
     * not before the last one is it known that they are the value's.
     *
     * @throws DecryptionException as {@link #open}, and what the visitor throws
     */
    public void openPieces(SealedValue value, ChunkSource source, PieceVisitor visitor) throws DecryptionException {
        plainSize(value.ref());
        visit(value, source, visitor);
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
        int[] filled = {0};
        visit(value, source, (index, piece) -> filled[0] = append(plain, filled[0], piece));
        if (filled[0] != plain.length) {
            throw corrupt(null);
        }
    }

    private void visit(SealedValue value, ChunkSource source, PieceVisitor visitor) throws DecryptionException {
        ValueRef ref = value.ref();
        Sha256 digest = ChunkDigest.start();
        long size = 0;
        DecryptionException unknownKey = null;
        for (int index = 0; index < ref.chunks(); index++) {
            byte[] sealed = sealedChunk(value, index, source);
            digest = ChunkDigest.append(digest, sealed);
            size += sealed.length;
            unknownKey = unknownKey == null ? visitPiece(value, index, sealed, visitor) : unknownKey;
        }
        if (size != ref.size() || !digest.equals(ref.digest())) {
            throw corrupt(null);
        }
        if (unknownKey != null) {
            throw unknownKey;
        }
    }

    /** Returns why it could not be opened, where that is for want of the key. */
    private @Nullable DecryptionException visitPiece(SealedValue value, int index, byte[] sealed, PieceVisitor visitor)
            throws DecryptionException {
        byte[] piece;
        try {
            piece = decrypt(sealed, value, index);
        } catch (DecryptionException e) {
            return unlessCorrupt(e);
        }
        try {
            visitor.visit(index, piece);
        } finally {
            Arrays.fill(piece, (byte) 0);
        }
        return null;
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

    /** Copies a piece to its place in the value, and returns how much of that is filled then. */
    private static int append(byte[] plain, int filled, byte[] piece) throws DecryptionException {
        if (piece.length > plain.length - filled) {
            throw corrupt(null);
        }
        System.arraycopy(piece, 0, plain, filled, piece.length);
        return filled + piece.length;
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
