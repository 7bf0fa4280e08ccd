package io.actionflow.secrets.schemas.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema files and the types in code are one catalogue, and every version in it reads every other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SchemaCatalogueContract {

    /** Every type of the catalogue. */
    protected abstract List<RecordType<?>> types();

    /** A resource of the module whose schema files these are; they stand under {@code /avro} there. */
    protected abstract Class<?> anchor();

    @Test
    void everySchemaFileIsAVersionOfARegisteredTypeAndNoNumberIsLeftOut() throws IOException, URISyntaxException {
        List<String> registered = types().stream()
                .flatMap(type -> IntStream.rangeClosed(1, type.versions().size())
                        .mapToObj(v -> type.name() + ".v" + v + ".avsc"))
                .sorted()
                .toList();

        assertThat(schemaFiles())
                .as("Register the type of every schema file in its table; number versions 1, 2, 3, …")
                .isEqualTo(registered);
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyVersionIsReadableByEveryOther(RecordType<?> type) {
        for (Schema reader : type.versions()) {
            for (Schema writer : type.versions()) {
                assertThat(SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                                .getType())
                        .as(
                                "Give every field that is new in a version of %s a default, and keep all others",
                                type.name())
                        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aSchemaIsNamedAsItsTypeIs(RecordType<?> type) {
        assertThat(type.versions()).extracting(Schema::getName).containsOnly(type.name());
        assertThat(type.javaType().getSimpleName()).isEqualTo(type.name());
    }

    @Test
    void noTwoSchemasShareAFingerprint() {
        assertThat(types().stream().flatMap(type -> type.versions().stream()))
                .extracting(SchemaNormalization::parsingFingerprint64)
                .doesNotHaveDuplicates();
    }

    private List<String> schemaFiles() throws IOException, URISyntaxException {
        Path root = Path.of(anchor().getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("avro");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
