package io.actionflow.secrets.schemas.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.record.ValueHint;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The page for writers of other implementations says what the code does. */
final class WireFormatPageTest {

    private final String page;

    WireFormatPageTest() throws IOException {
        page = Files.readString(Path.of("..", "docs", "wire-format.md"));
    }

    @Test
    void everySchemaVersionStandsInTheTableWithItsFingerprintAndFields() {
        List<String> rows = new ArrayList<>();
        Samples.types().forEach(type -> {
            for (int i = 0; i < type.versions().size(); i++) {
                Schema schema = type.versions().get(i);
                rows.add("| `" + type.name() + "` | " + (i + 1) + " | `" + TestVectorsTest.fingerprint(schema) + "` | "
                        + fields(schema) + " |");
            }
        });

        assertPageHasLines(rows);
    }

    @Test
    void everyNestedRecordStandsInItsTable() {
        Set<String> rows = new LinkedHashSet<>();
        Samples.types().flatMap(type -> type.versions().stream()).forEach(schema -> nested(schema)
                .forEach(it -> rows.add("| `" + it.getName() + "` | " + fields(it) + " |")));

        assertThat(rows).hasSize(12);
        assertPageHasLines(rows);
    }

    @Test
    void everyLimitIsNamedInBytes() {
        for (long limit : new long[] {
            Limits.MAX_RECORD_BYTES,
            Limits.MAX_COMMAND_BYTES,
            Limits.MAX_RESULT_BYTES,
            Limits.MAX_REPORT_BYTES,
            Limits.CHUNK_BYTES,
            Limits.MAX_CHUNKS,
            Limits.MAX_VALUE_BYTES,
            Limits.MAX_LIST_ITEMS,
            Limits.MAX_HINTS,
            Limits.MAX_HINT_CHARS,
            Limits.MAX_SMALL_RECORD_BYTES,
            Limits.MAX_PROJECT_KEYS
        }) {
            assertThat(page).contains("| " + String.format(Locale.ROOT, "%,d", limit) + " |");
        }
        assertThat(page).contains(ValueSealer.OVERHEAD_BYTES + " bytes");
    }

    @Test
    void everyTopicStandsWithTheSettingsThatItMustHave() {
        for (Topic topic : Topic.ALL) {
            assertThat(page).contains("### `" + topic.name() + "`");
            topic.configs()
                    .forEach((name, value) ->
                            assertThat(page).as(topic.name()).contains("`" + name + "=" + value + "`"));
        }
    }

    @Test
    void everyRejectionCodeRoleAndHintIsNamed() {
        assertThat(Stream.of(RejectionCode.values()).map(code -> "| `" + code + "` |"))
                .allSatisfy(code -> assertThat(page).contains(code));
        assertThat(Stream.of(ValueHint.values()).map(hint -> "| `" + hint + "` |"))
                .allSatisfy(hint -> assertThat(page).contains(hint));
        assertThat(Stream.of(Role.values()).map(role -> "`" + role + "`"))
                .allSatisfy(role -> assertThat(page).contains(role));
    }

    @Test
    void everyVectorFileIsMentioned() throws IOException {
        try (Stream<Path> files = Files.list(Json.directory())) {
            assertThat(files.map(file -> "`" + file.getFileName() + "`"))
                    .allSatisfy(file -> assertThat(page).contains(file));
        }
    }

    private void assertPageHasLines(Iterable<String> rows) {
        assertThat(page.lines().toList())
                .as("docs/wire-format.md should have these lines:%n%s", String.join("\n", rows))
                .containsAll(rows);
    }

    private static String fields(Schema schema) {
        return schema.getFields().stream()
                .map(field -> "`" + field.name() + "` " + type(field.schema()))
                .collect(Collectors.joining(", "));
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> schema.getName();
            case ARRAY -> type(schema.getElementType()) + " list";
            case FIXED -> "fixed(" + schema.getFixedSize() + ")";
            case UNION -> type(schema.getTypes().get(1)) + " or null";
            default -> schema.getType().getName();
        };
    }

    private static Stream<Schema> nested(Schema schema) {
        return schema.getFields().stream()
                .map(field -> unwrapped(field.schema()))
                .filter(it -> it.getType() == Schema.Type.RECORD);
    }

    private static Schema unwrapped(Schema schema) {
        return switch (schema.getType()) {
            case ARRAY -> unwrapped(schema.getElementType());
            case UNION -> schema.getTypes().get(1);
            default -> schema;
        };
    }
}
