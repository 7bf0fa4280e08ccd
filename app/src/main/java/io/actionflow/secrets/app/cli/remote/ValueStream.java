package io.actionflow.secrets.app.cli.remote;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.schemas.Limits;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * A value from a stream whose length nobody knows. It must be known before the first piece is sealed, because each is tied to
 * their number. A short value waits in memory for its end; a long one in a file, encrypted with a key that is nowhere but
 * in this process. The file has lost its name before anything is in it, so that no end of the process leaves it behind.
 */
final class ValueStream {

    private static final int IN_MEMORY = 4 * 1024 * 1024;
    private static final byte[] CONTEXT = new byte[0];

    private ValueStream() {}

    /** All bytes of the stream, which stays open. */
    static PlainValue read(InputStream in) throws IOException, GeneralSecurityException {
        byte[] head = new byte[IN_MEMORY];
        try {
            int length = in.readNBytes(head, 0, head.length);
            if (length == head.length) {
                return spool(head, in);
            }
            byte[] value = Arrays.copyOf(head, length);
            try {
                return PlainValue.copyOf(value);
            } finally {
                Arrays.fill(value, (byte) 0);
            }
        } finally {
            Arrays.fill(head, (byte) 0);
        }
    }

    private static PlainValue spool(byte[] head, InputStream rest) throws IOException, GeneralSecurityException {
        StreamingAeadConfig.register();
        StreamingAead cipher = KeysetHandle.generateNew(
                        PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB, RegistryConfiguration.get())
                .getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
        FileChannel file = nameless();
        try {
            long size = write(cipher, file, head, rest);
            file.position(0);
            return PlainValue.ofStream(cipher.newDecryptingStream(Channels.newInputStream(file), CONTEXT), size);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static FileChannel nameless() throws IOException {
        Path file = Files.createTempFile("secrets", ".sealed");
        return FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static long write(StreamingAead cipher, FileChannel file, byte[] head, InputStream rest)
            throws IOException, GeneralSecurityException {
        byte[] piece = new byte[Limits.CHUNK_BYTES];
        long size = head.length;
        try (OutputStream out = cipher.newEncryptingStream(new StaysOpen(Channels.newOutputStream(file)), CONTEXT)) {
            out.write(head);
            int length;
            while ((length = rest.readNBytes(piece, 0, piece.length)) > 0) {
                size += length;
                if (size > Limits.MAX_VALUE_BYTES) {
                    throw tooLong();
                }
                out.write(piece, 0, length);
            }
            return size;
        } finally {
            Arrays.fill(piece, (byte) 0);
        }
    }

    private static CommandFailure tooLong() {
        return new CommandFailure(
                ExitStatus.FAILED,
                "MALFORMED",
                "A value has at most " + Limits.MAX_VALUE_BYTES + " bytes",
                "Keep what is longer elsewhere, encrypted, and its key here");
    }

    /** To end the cipher's stream is to close it; the file is still to be read. */
    private static final class StaysOpen extends FilterOutputStream {

        StaysOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
