package io.actionflow.secrets.commands.client;

import io.actionflow.secrets.schemas.Limits;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way to being sealed: bytes, a file, or a stream of known length. It never becomes a {@code String}, and
 * {@code toString} tells nothing.
 *
 * <p>Bytes are copied in, and the copy is zeroed by {@link #close()}; a file is read piece by piece when it is sealed, and
 * its pieces are zeroed after that. Whoever made it closes it. For one thread at a time.
 */
public final class PlainValue implements AutoCloseable {

    private final long size;
    private final Source source;
    private boolean closed;

    /** Where the bytes come from. */
    private interface Source extends AutoCloseable {

        /** The value from its beginning. */
        InputStream open() throws IOException;

        @Override
        void close();
    }

    /** Takes one piece of the value, which is zeroed right afterwards. */
    interface ChunkVisitor {
        void visit(int index, byte[] plain) throws IOException;
    }

    private PlainValue(long size, Source source) {
        this.size = size;
        this.source = source;
    }

    /** A copy of the bytes. The caller's own stay as they are: zero them. */
    public static PlainValue copyOf(byte[] bytes) {
        return owning(bytes.clone());
    }

    /** The content of a file, which must not change until the value is sealed. */
    public static PlainValue ofFile(Path file) throws IOException {
        return new PlainValue(Files.size(file), new FileSource(file));
    }

    /** The next {@code size} bytes of a stream: read once, while the value is sealed, and closed with the value. */
    public static PlainValue ofStream(InputStream stream, long size) {
        if (size < 0) {
            throw new IllegalArgumentException("Expected a size of at least 0 bytes");
        }
        return new PlainValue(size, new StreamSource(stream));
    }

    /**
     * All bytes of a stream whose length nobody knows, read into memory now. The stream stays open.
     *
     * @throws IOException also where there are more bytes than a value may have
     */
    public static PlainValue readAll(InputStream stream) throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        try {
            long size = 0;
            int length;
            do {
                byte[] piece = new byte[Limits.CHUNK_BYTES];
                pieces.add(piece);
                length = stream.readNBytes(piece, 0, piece.length);
                size += length;
                if (size > Limits.MAX_VALUE_BYTES) {
                    throw new IOException("A value has at most " + Limits.MAX_VALUE_BYTES + " bytes");
                }
            } while (length == Limits.CHUNK_BYTES);
            return owning(joined(pieces, (int) size));
        } finally {
            pieces.forEach(piece -> Arrays.fill(piece, (byte) 0));
        }
    }

    private static byte[] joined(List<byte[]> pieces, int size) {
        byte[] bytes = new byte[size];
        int length = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, bytes, length, Math.min(piece.length, size - length));
            length += Math.min(piece.length, size - length);
        }
        return bytes;
    }

    private static PlainValue owning(byte[] bytes) {
        return new PlainValue(bytes.length, new OwnedBytes(bytes));
    }

    /** Length in bytes. */
    public long size() {
        return size;
    }

    /** How many pieces the value is sealed in. */
    long chunks() {
        return (size + Limits.CHUNK_BYTES - 1) / Limits.CHUNK_BYTES;
    }

    /** Hands the pieces to the visitor, in order; throws where there are fewer or more bytes than were announced. */
    void forEachChunk(ChunkVisitor visitor) throws IOException {
        if (closed) {
            throw new IllegalStateException("The value is closed");
        }
        try (InputStream in = source.open()) {
            for (int index = 0; index < chunks(); index++) {
                byte[] plain = new byte[lengthOf(index)];
                try {
                    fill(plain, in);
                    visitor.visit(index, plain);
                } finally {
                    Arrays.fill(plain, (byte) 0);
                }
            }
            if (in.read() >= 0) {
                throw new IOException("The value is longer than the " + size + " bytes that it had before");
            }
        }
    }

    private int lengthOf(int index) {
        return (int) Math.min(Limits.CHUNK_BYTES, size - (long) index * Limits.CHUNK_BYTES);
    }

    private void fill(byte[] plain, InputStream in) throws IOException {
        if (in.readNBytes(plain, 0, plain.length) < plain.length) {
            throw new EOFException("The value is shorter than the " + size + " bytes that were announced");
        }
    }

    /** Zeroes what it owns and closes what it was given. Afterwards it can't be sealed any more. */
    @Override
    public void close() {
        closed = true;
        source.close();
    }

    @Override
    public String toString() {
        return "PlainValue";
    }

    private static final class OwnedBytes implements Source {

        private final byte[] bytes;

        OwnedBytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public void close() {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static final class FileSource implements Source {

        private final Path file;

        FileSource(Path file) {
            this.file = file;
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public void close() {}
    }

    /** What comes after the value in the stream is none of ours. */
    private static final class StreamSource implements Source {

        private @Nullable InputStream unread;
        private final InputStream stream;

        StreamSource(InputStream stream) {
            this.unread = stream;
            this.stream = stream;
        }

        @Override
        public InputStream open() {
            InputStream in = unread;
            if (in == null) {
                throw new IllegalStateException("A stream can be sealed once: it was read before");
            }
            unread = null;
            return new OnlyTheValue(in);
        }

        @Override
        public void close() {
            try {
                stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException("The stream of the value could not be closed", e);
            }
        }
    }

    /** Nothing follows the value, whatever the stream has: single bytes are only ever read to find the end. */
    private static final class OnlyTheValue extends FilterInputStream {

        OnlyTheValue(InputStream in) {
            super(in);
        }

        @Override
        public int read() {
            return -1;
        }

        @Override
        public void close() {
            // Closed with the value.
        }
    }
}
