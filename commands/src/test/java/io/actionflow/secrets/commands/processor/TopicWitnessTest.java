package io.actionflow.secrets.commands.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.topic.FoundTopic;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one reading of a partition finds. */
class TopicWitnessTest {

    private static final TopicPartition PLACE = new TopicPartition(Topic.EVENTS.name(), 0);
    private static final ErasedValue ERASED = new ErasedValue("p", "v1");

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Look look = new Look(0, Set.of(ERASED));

    @BeforeEach
    void aTopicOfFourRecords() {
        consumer.assign(Set.of(PLACE));
        consumer.updateBeginningOffsets(Map.of(PLACE, 0L));
        consumer.updateEndOffsets(Map.of(PLACE, 4L));
    }

    @Test
    void nothingLeftIsSeenAtTheEnd() {
        has(0, new EventKey("p", 1).text(), "event");
        has(1, new ChunkKey("p", "v2", 0).text(), "chunk of another value");
        has(2, new ChunkKey("q", "v1", 0).text(), "chunk of another project");
        has(3, new ChunkKey("p", "v1", 0).text(), null);

        assertThat(look.at(consumer, () -> false)).isTrue();
    }

    @Test
    void itStopsAtAChunkThatIsLeftAndGoesOnFromThere() {
        has(0, new EventKey("p", 1).text(), "event");
        has(1, new ChunkKey("p", "v1", 0).text(), "chunk");
        assertThat(look.at(consumer, () -> false)).isFalse();

        has(1, new ChunkKey("p", "v1", 0).text(), "chunk");
        assertThat(look.at(consumer, () -> false)).isFalse();

        has(3, new ChunkKey("p", "v1", 0).text(), null);
        assertThat(look.at(consumer, () -> false)).isTrue();
    }

    @Test
    void theTopicsSettingsSayHowLongItMayTake() {
        CompactionTimes times = CompactionTimes.of(new FoundTopic(
                1,
                Map.of(
                        "segment.ms", "604800000",
                        "max.compaction.lag.ms", "21600000",
                        "min.compaction.lag.ms", "0",
                        "file.delete.delay.ms", "60000")));

        assertThat(times.soonest()).isEqualTo(Duration.ofHours(6));
        assertThat(times.bound(Duration.ofMinutes(5)))
                .isEqualTo(Duration.ofHours(6).plusMinutes(6).plusSeconds(15));
    }

    private void has(long offset, String key, String value) {
        consumer.schedulePollTask(() -> consumer.addRecord(new ConsumerRecord<>(
                PLACE.topic(),
                0,
                offset,
                key.getBytes(StandardCharsets.US_ASCII),
                value == null ? null : value.getBytes(StandardCharsets.US_ASCII))));
    }
}
