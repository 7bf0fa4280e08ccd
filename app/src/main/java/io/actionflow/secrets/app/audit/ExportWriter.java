package io.actionflow.secrets.app.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionflow.secrets.projections.verify.LogRecord;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes a log to a new file, line by line, as it is: nothing is opened, and nothing of it is in memory. A file without its
 * last line, which {@link #finish} writes, is not whole, and readers say so.
 */
public final class ExportWriter implements Closeable {

    static final String FORMAT = "secret-log";
    static final int VERSION = 1;

    private final DigestOutputStream out;
    private final JsonGenerator json;
    private long records;
    private long checkpoints;

    private ExportWriter(OutputStream out) throws IOException {
        this.out = new DigestOutputStream(new BufferedOutputStream(out, 1 << 16), sha256());
        this.json = new JsonMapper().createGenerator(this.out);
        json.setRootValueSeparator(null);
    }

    /** @param projects those whose records are written; empty for all that is on the log */
    public static ExportWriter create(Path file, int partitions, Collection<String> projects) throws IOException {
        ExportWriter writer =
                new ExportWriter(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        writer.head(partitions, projects);
        return writer;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private void head(int partitions, Collection<String> projects) throws IOException {
        json.writeStartObject();
        json.writeStringField("format", FORMAT);
        json.writeNumberField("version", VERSION);
        json.writeNumberField("partitions", partitions);
        json.writeArrayFieldStart("projects");
        for (String project : projects) {
            json.writeString(project);
        }
        json.writeEndArray();
        endLine();
    }

    /** Writes the next record of {@code secret-events}. */
    public void record(LogRecord record) throws IOException {
        json.writeStartObject();
        place(record);
        endLine();
        records++;
    }

    /** Writes a record of {@code secret-checkpoints}. */
    public void checkpoint(LogRecord record) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("checkpoint");
        place(record);
        json.writeEndObject();
        endLine();
        checkpoints++;
    }

    private void place(LogRecord record) throws IOException {
        json.writeNumberField("partition", record.partition());
        json.writeNumberField("offset", record.offset());
        json.writeNumberField("timestamp", record.timestamp());
        key(record.key());
        byte[] value = record.value();
        if (value == null) {
            json.writeNullField("value");
        } else {
            json.writeBinaryField("value", value);
        }
    }

    /** Every key of ours is ASCII; what is not is kept as it is, for it is what an auditor looks for. */
    private void key(byte @Nullable [] key) throws IOException {
        if (key == null) {
            json.writeNullField("key");
        } else if (isPlain(key)) {
            json.writeStringField("key", new String(key, StandardCharsets.US_ASCII));
        } else {
            json.writeBinaryField("keyBytes", key);
        }
    }

    private static boolean isPlain(byte[] key) {
        for (byte each : key) {
            if (each < ' ' || each == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private void endLine() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** Writes the last line, which says that the file is whole. */
    public void finish() throws IOException {
        json.flush();
        String digest = HexFormat.of().formatHex(out.getMessageDigest().digest());
        json.writeStartObject();
        json.writeNumberField("records", records);
        json.writeNumberField("checkpoints", checkpoints);
        json.writeStringField("sha256", digest);
        endLine();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
