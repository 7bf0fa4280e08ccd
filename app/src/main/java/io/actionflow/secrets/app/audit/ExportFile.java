package io.actionflow.secrets.app.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionflow.secrets.projections.verify.LogRecord;
import io.actionflow.secrets.projections.verify.LogSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A log that {@link ExportWriter} wrote. Each reading goes through all of the file, line by line, and ends with an
 * {@link ExportDamagedException} where the file is not whole: so take nothing for good before a reading has ended.
 */
public final class ExportFile implements LogSource {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file;
    private final int partitions;
    private final List<String> projects;

    private ExportFile(Path file, int partitions, List<String> projects) {
        this.file = file;
        this.partitions = partitions;
        this.projects = projects;
    }

    /** Opens the file, and reads its first line. */
    public static ExportFile open(Path file) throws IOException {
        try (ExportLines lines = ExportLines.open(file)) {
            byte[] first = lines.next();
            JsonNode head = first == null ? null : parse(first);
            if (head == null || !head.path("format").asText().equals(ExportWriter.FORMAT)) {
                throw new ExportDamagedException("The file is no export of a log");
            }
            if (head.path("version").asInt() != ExportWriter.VERSION) {
                throw new ExportDamagedException("The file has version "
                        + head.path("version").asText() + " of the format, which this version does" + " not know");
            }
            int partitions = head.path("partitions").asInt();
            if (partitions < 1) {
                throw new ExportDamagedException("The file does not say over how many partitions its log is spread");
            }
            List<String> projects = StreamSupport.stream(head.path("projects").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            return new ExportFile(file, partitions, projects);
        }
    }

    @Override
    public int partitions() {
        return partitions;
    }

    /** The projects that it was restricted to; empty where it has all that was on the log. */
    public List<String> projects() {
        return projects;
    }

    @Override
    public void read(Consumer<LogRecord> reader) {
        read(reader, checkpoint -> {});
    }

    /** The records of {@code secret-checkpoints} that are in the file. */
    public List<LogRecord> checkpoints() {
        List<LogRecord> checkpoints = new ArrayList<>();
        read(record -> {}, checkpoints::add);
        return checkpoints;
    }

    private void read(Consumer<LogRecord> records, Consumer<LogRecord> checkpoints) {
        try (ExportLines lines = ExportLines.open(file)) {
            lines.next();
            long readRecords = 0;
            long readCheckpoints = 0;
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                JsonNode node = parse(line);
                if (node.has("sha256")) {
                    lines.requireEnd(node, readRecords, readCheckpoints);
                    return;
                } else if (node.has("checkpoint")) {
                    checkpoints.accept(record(node.path("checkpoint")));
                    readCheckpoints++;
                } else {
                    records.accept(record(node));
                    readRecords++;
                }
            }
            throw new ExportDamagedException("The file ends without its last line: it was cut");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LogRecord record(JsonNode node) {
        int partition = node.path("partition").asInt(-1);
        if (partition < 0 || partition >= partitions || !node.path("offset").canConvertToLong() || !node.has("value")) {
            throw new ExportDamagedException("A line of the file is no record");
        }
        return new LogRecord(
                partition,
                node.path("offset").asLong(),
                node.path("timestamp").asLong(),
                key(node),
                bytes(node.path("value")));
    }

    private static byte @Nullable [] bytes(JsonNode base64) {
        try {
            return base64.isNull() ? null : base64.binaryValue();
        } catch (IOException e) {
            throw new ExportDamagedException("A line of the file has bytes that are no base64");
        }
    }

    private static byte @Nullable [] key(JsonNode node) {
        if (node.has("keyBytes")) {
            return bytes(node.path("keyBytes"));
        }
        return node.path("key").isTextual() ? node.path("key").asText().getBytes(StandardCharsets.UTF_8) : null;
    }

    private static JsonNode parse(byte[] line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new ExportDamagedException("A line of the file is no JSON");
        }
    }
}
