package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.util.List;

/** A value as a request brings it. */
sealed interface ValueInput extends AutoCloseable {

    /** In plain, to be sealed here. */
    record Plain(PlainValue value) implements ValueInput {
        @Override
        public void close() {
            value.close();
        }
    }

    /** Sealed by the caller: the chunks, and the names of the hints that the caller has noted. */
    record Sealed(String valueId, List<byte[]> chunks, List<String> hints) implements ValueInput {

        /** What a command has to say of it. */
        ValueRef ref() {
            Sha256 digest = ChunkDigest.start();
            long size = 0;
            for (byte[] chunk : chunks) {
                digest = ChunkDigest.append(digest, chunk);
                size += chunk.length;
            }
            return new ValueRef(valueId, chunks.size(), size, digest, hints);
        }

        @Override
        public void close() {
            // Nothing of it is plain.
        }
    }

    /** Sealed by the caller and sent before. */
    record Uploaded(ValueRef value) implements ValueInput {
        @Override
        public void close() {
            // There is nothing of the value in it.
        }
    }

    @Override
    void close();
}
