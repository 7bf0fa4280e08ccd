package io.actionflow.secrets.schemas.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of every schema version as they were first written, one file a version, and what they give when they are
 * read. A file here is never changed: records like it stand on somebody's topic.
 *
 * <p>For a new version, run this test with {@code -Dgolden.add=true}, which writes the missing file and no other, and
 * put what the version before gives, should it differ from the sample, into {@link #readFromOld()}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class GoldenBytesContract {

    private static final Path DIRECTORY = Path.of("src/test/resources/golden");

    protected abstract List<RecordType<?>> types();

    protected abstract Object sampleOf(RecordType<?> type);

    protected abstract SingleObjectCodec codecOf(RecordType<?> type);

    /** {@code <type>.v<n>} of a version that is no longer the latest → what its golden bytes give. */
    protected Map<String, Object> readFromOld() {
        return Map.of();
    }

    Stream<Arguments> versions() {
        return types().stream()
                .flatMap(
                        type -> IntStream.rangeClosed(1, type.versions().size()).mapToObj(v -> Arguments.of(type, v)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatWasWrittenOnceIsReadForEver(RecordType<?> type, int version) throws IOException {
        byte[] golden = golden(type, version);

        Object expected = readFromOld().getOrDefault(name(type, version), sampleOf(type));
        assertThat(codecOf(type).decode(golden)).usingRecursiveComparison().isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theLatestVersionIsWrittenAsItWasFirst(RecordType<?> type, int version) throws IOException {
        byte[] now = codecOf(type).encode(sampleOf(type));

        if (version == type.versions().size()) {
            assertThat(now).isEqualTo(golden(type, version));
        } else {
            assertThat(now).as("a new version has another fingerprint").isNotEqualTo(golden(type, version));
        }
    }

    private byte[] golden(RecordType<?> type, int version) throws IOException {
        Path file = file(type, version);
        if (Files.notExists(file) && Boolean.getBoolean("golden.add")) {
            byte[] bytes = codecOf(type).encode(sampleOf(type));
            Files.createDirectories(DIRECTORY);
            Files.writeString(file, HexFormat.of().formatHex(bytes) + "\n");
        }
        assertThat(file)
                .as("Freeze the bytes of the new version: run this test with -Dgolden.add=true")
                .exists();
        return frozen(type, version);
    }

    /** The bytes of a version as they were first written. */
    public static byte[] frozen(RecordType<?> type, int version) throws IOException {
        String hex = Files.readString(file(type, version), StandardCharsets.US_ASCII);
        return HexFormat.of().parseHex(hex.strip());
    }

    private static Path file(RecordType<?> type, int version) {
        return DIRECTORY.resolve(name(type, version) + ".hex");
    }

    private static String name(RecordType<?> type, int version) {
        return type.name() + ".v" + version;
    }
}
