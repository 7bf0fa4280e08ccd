package io.actionflow.secrets.app.checkpoints;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.record.Checkpoint;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * Checkpoints in a file, one on a line, as JSON: {@code projectId}, {@code sequence}, {@code hash} and {@code signature} in
 * hexadecimal, {@code at} in milliseconds. Each line stands for itself, so that files may be joined.
 */
public final class CheckpointFile {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CheckpointFile() {}

    /** A file that is none, or was cut or damaged; the message names the line. */
    public static final class DamagedException extends IOException {

        private static final long serialVersionUID = 1L;

        DamagedException(Path file, long line, String what) {
            super(file + ", line " + line + ": " + what);
        }
    }

    /** Reads all of them; whether a signature is good is not looked at. */
    public static List<SignedCheckpoint> read(Path file) throws IOException {
        List<SignedCheckpoint> checkpoints = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            long number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                checkpoints.add(parse(file, number, line));
                number++;
            }
        } catch (MalformedInputException e) {
            throw new DamagedException(file, checkpoints.size() + 1L, "not UTF-8 text");
        }
        return checkpoints;
    }

    /** Writes a new file; throws {@link java.nio.file.FileAlreadyExistsException} where there is one. */
    public static void create(Path file, Collection<SignedCheckpoint> checkpoints) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
            for (SignedCheckpoint checkpoint : checkpoints) {
                writer.write(line(checkpoint));
                writer.write('\n');
            }
        }
    }

    static String line(SignedCheckpoint checkpoint) {
        Checkpoint head = checkpoint.head();
        ObjectNode line = MAPPER.createObjectNode();
        line.put("projectId", head.projectId()).put("sequence", head.sequence());
        line.put("hash", head.hash().toString()).put("at", head.at().toEpochMilli());
        line.put("signature", HexFormat.of().formatHex(checkpoint.signature()));
        return line.toString();
    }

    private static SignedCheckpoint parse(Path file, long number, String line) throws DamagedException {
        try {
            JsonNode json = MAPPER.readTree(line);
            String projectId = json.path("projectId").asText();
            long sequence = json.path("sequence").asLong();
            if (!Ids.isValid(projectId) || sequence < 1 || !json.path("at").isIntegralNumber()) {
                throw new DamagedException(file, number, "not a checkpoint");
            }
            Sha256 hash =
                    Sha256.ofBytes(HexFormat.of().parseHex(json.path("hash").asText()));
            Instant at = Instant.ofEpochMilli(json.path("at").asLong());
            return new SignedCheckpoint(
                    new Checkpoint(projectId, sequence, hash, at),
                    HexFormat.of().parseHex(json.path("signature").asText()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new DamagedException(file, number, "not a checkpoint");
        }
    }
}
