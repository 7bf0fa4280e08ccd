package io.actionflow.secrets.schemas.vectors;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/** Test vectors as JSON: bytes are hexadecimal, fields stand in the order of the schema. */
final class Json {

    private static final Path DIRECTORY = Path.of("src/test/resources/vectors");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static Path directory() {
        return DIRECTORY.toAbsolutePath();
    }

    static JsonNode read(String file) throws IOException {
        return MAPPER.readTree(DIRECTORY.resolve(file).toFile());
    }

    /** JSON that somebody else has written, to be printed as ours is. */
    static JsonNode tree(String json) throws IOException {
        return MAPPER.readTree(json);
    }

    static String text(String file) throws IOException {
        Path path = DIRECTORY.resolve(file);
        return Files.exists(path) ? Files.readString(path) : "";
    }

    static void write(String file, String json) throws IOException {
        Files.writeString(DIRECTORY.resolve(file), json);
    }

    static String print(Object tree) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        return MAPPER.writer(printer).writeValueAsString(tree) + "\n";
    }

    /** An object with these names and values, in this order. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /** A value as Avro's generic reader gives it. */
    static Object of(Object avro) {
        if (avro instanceof IndexedRecord it) {
            Map<String, Object> object = new LinkedHashMap<>();
            it.getSchema().getFields().forEach(field -> object.put(field.name(), of(it.get(field.pos()))));
            return object;
        } else if (avro instanceof Collection<?> it) {
            return it.stream().map(Json::of).toList();
        } else if (avro instanceof ByteBuffer it) {
            byte[] bytes = new byte[it.remaining()];
            it.duplicate().get(bytes);
            return hex(bytes);
        } else if (avro instanceof GenericFixed it) {
            return hex(it.bytes());
        }
        return avro instanceof CharSequence ? avro.toString() : avro;
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.textValue());
    }

    static List<String> hex(List<byte[]> many) {
        return many.stream().map(Json::hex).toList();
    }
}
