package io.actionflow.secrets.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.topic.RecordKey.BeatKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordKeyTest {

    @Test
    void keysAreWrittenInAFixedForm() {
        assertThat(new EventKey("p-1", 42).text()).isEqualTo("p-1/event/0000000000000000042");
        assertThat(new EventKey("p-1", Long.MAX_VALUE).text()).isEqualTo("p-1/event/9223372036854775807");
        assertThat(new ChunkKey("p-1", "v.2", 7).text()).isEqualTo("p-1/value/v.2/00007");
        assertThat(new GenerationKey("p-1", 2).text()).isEqualTo("p-1/key/00002");
        assertThat(new BeatKey().text()).isEqualTo("/beat");
    }

    @Test
    void keysOfKeysAndBeatsComeBackAsTheyWere() {
        assertThat(RecordKey.parse("p-1/key/99999")).isEqualTo(new GenerationKey("p-1", 99_999));
        assertThat(RecordKey.parse("/beat")).isEqualTo(new BeatKey());
    }

    @Test
    void keysAreWrittenAlikeInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(new EventKey("p", 42).text()).isEqualTo("p/event/0000000000000000042");
            assertThat(new ChunkKey("p", "v", 7).text()).isEqualTo("p/value/v/00007");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Property(tries = 1000)
    void eventKeysComeBackAsTheyWere(
            @ForAll @Id String projectId, @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long sequence) {
        EventKey key = new EventKey(projectId, sequence);

        assertThat(RecordKey.parse(key.text())).isEqualTo(key);
    }

    @Property(tries = 1000)
    void chunkKeysComeBackAsTheyWere(
            @ForAll @Id String projectId,
            @ForAll @Id String valueId,
            @ForAll @IntRange(max = Limits.MAX_CHUNKS - 1) int index) {
        ChunkKey key = new ChunkKey(projectId, valueId, index);

        assertThat(RecordKey.parse(key.text())).isEqualTo(key);
    }

    @Test
    void eventKeysSortAsHistoryDoes() {
        List<String> keys = IntStream.of(1, 2, 9, 10, 99, 100, 1_000_000)
                .mapToObj(sequence -> new EventKey("p", sequence).text())
                .toList();

        assertThat(keys).isSorted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "p",
                "/event/0000000000000000001",
                "p/event/1",
                "p/event/0000000000000000000",
                "p/event/-000000000000000001",
                "p/event/+000000000000000001",
                "p/event/9223372036854775808",
                "p/event/9999999999999999999",
                "p/event/000000000000000000\u0661",
                "p/event/0000000000000000001/",
                "p/Event/0000000000000000001",
                "p q/event/0000000000000000001",
                "p/key/00000",
                "p/key/1",
                "p/key/-0001",
                "/key/00001",
                "/beat/",
                "beat",
                "p/beat",
                "p/value/v/0",
                "p/value//00000",
                "p/value/v/-0001",
                "p/value/v/02048",
                "p/value/v/99999",
                "p/value/v v/00000",
                "p/value/v/00000/00000",
                "p/other/v/00000"
            })
    void whatIsNoKeyIsNotParsed(String text) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RecordKey.parse(text))
                .withMessage("Not a key of this topic");
    }

    @Property(tries = 500)
    void thePartitionIsThatOfKafkasDefaultPartitioner(
            @ForAll @Id String projectId, @ForAll @IntRange(min = 1, max = 1000) int partitions) {
        assertThat(RecordKey.partition(projectId, partitions))
                .isEqualTo(BuiltInPartitioner.partitionForKey(projectId.getBytes(StandardCharsets.UTF_8), partitions))
                .isBetween(0, partitions - 1);
    }

    /** 1 to 255 characters of {@code [A-Za-z0-9._~-]}. */
    @StringLength(min = 1, max = 255)
    @CharRange(from = 'a', to = 'z')
    @CharRange(from = 'A', to = 'Z')
    @CharRange(from = '0', to = '9')
    @Chars({'.', '_', '~', '-'})
    @Retention(RetentionPolicy.RUNTIME)
    private @interface Id {}
}
