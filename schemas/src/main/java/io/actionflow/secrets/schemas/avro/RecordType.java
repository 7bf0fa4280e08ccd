package io.actionflow.secrets.schemas.avro;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * A record type that is written somewhere for good: its Java class, its name, every schema version ever written, and
 * the two functions between a Java record and its fields.
 *
 * <p>Version {@code n} of the schema is the class-path resource {@code /avro/<folder>/<name>.v<n>.avsc}. Versions are
 * only ever added: the highest one is written, all of them are read.
 *
 * @param <T> the Java record
 */
public record RecordType<T>(
        Class<T> javaType,
        String name,
        List<Schema> versions,
        Function<Fields, T> reader,
        BiConsumer<FieldWriter, T> writer) {

    /** Loads the schema versions 1, 2, … of {@code <folder>/<simple class name>} from the class path. */
    public static <T> RecordType<T> load(
            String folder, Class<T> javaType, Function<Fields, T> reader, BiConsumer<FieldWriter, T> writer) {
        String name = javaType.getSimpleName();
        return new RecordType<>(javaType, name, versions(folder, javaType, name), reader, writer);
    }

    /** The schema that new records are written with. */
    public Schema latest() {
        return versions.get(versions.size() - 1);
    }

    private static List<Schema> versions(String folder, Class<?> javaType, String name) {
        List<Schema> versions = new ArrayList<>();
        for (int version = 1; ; version++) {
            String resource = "/avro/" + folder + "/" + name + ".v" + version + ".avsc";
            try (InputStream in = javaType.getResourceAsStream(resource)) {
                if (in == null) {
                    break;
                }
                versions.add(new Schema.Parser().parse(in));
            } catch (IOException e) {
                throw new UncheckedIOException("Could not read the schema " + resource, e);
            }
        }
        if (versions.isEmpty()) {
            throw new IllegalStateException("No schema /avro/" + folder + "/" + name + ".v1.avsc on the class path");
        }
        return List.copyOf(versions);
    }
}
