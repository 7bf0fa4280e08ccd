package io.actionflow.secrets.app.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The lines of a file, and the digest of all that came before the line that was read last. */
final class ExportLines implements Closeable {

    private final InputStream in;
    private final MessageDigest digest = ExportWriter.sha256();
    private byte[] last = new byte[0];
    private final byte[] block = new byte[1 << 16];
    private int from;
    private int to;

    private ExportLines(InputStream in) {
        this.in = in;
    }

    static ExportLines open(Path file) throws IOException {
        return new ExportLines(Files.newInputStream(file));
    }

    /** The next line with its end, or null after the last one. */
    byte @Nullable [] next() throws IOException {
        digest.update(last);
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        while (from < to || fill()) {
            int end = from;
            while (end < to && block[end] != '\n') {
                end++;
            }
            line.write(block, from, Math.min(end + 1, to) - from);
            from = end + 1;
            if (end < to) {
                break;
            }
        }
        last = line.toByteArray();
        return last.length == 0 ? null : last;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = in.read(block);
        return to > 0;
    }

    /** Checks the last line, which was just read. */
    void requireEnd(JsonNode end, long records, long checkpoints) throws IOException {
        String found = HexFormat.of().formatHex(digest.digest());
        if (!end.path("sha256").asText().equals(found)
                || end.path("records").asLong() != records
                || end.path("checkpoints").asLong() != checkpoints) {
            throw new ExportDamagedException("The file is not as it was written: its last line says so");
        }
        if (next() != null) {
            throw new ExportDamagedException("Something stands behind the last line of the file");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
