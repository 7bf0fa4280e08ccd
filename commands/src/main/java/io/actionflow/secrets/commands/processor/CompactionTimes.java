package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.schemas.topic.FoundTopic;
import java.time.Duration;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How a topic's own settings let its broker get rid of what was tombstoned.
 *
 * @param roll after how long a segment is closed at the next append
 * @param least how long a record must lie before it may be compacted
 * @param most how long a record may lie before it must be compacted
 * @param fileDelete how long a file is kept after it was replaced
 */
record CompactionTimes(Duration roll, Duration least, Duration most, Duration fileDelete) {

    /** {@code log.cleaner.backoff.ms}: a broker's setting, which a processor has no right to look at. */
    static final Duration CLEANER_BACKOFF = Duration.ofSeconds(15);

    static CompactionTimes of(FoundTopic topic) {
        Duration segment = millis(topic, TopicConfig.SEGMENT_MS_CONFIG, Long.MAX_VALUE);
        Duration most = millis(topic, TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.MAX_VALUE);
        return new CompactionTimes(
                segment.compareTo(most) < 0 ? segment : most,
                millis(topic, TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, 0),
                most,
                millis(topic, TopicConfig.FILE_DELETE_DELAY_MS_CONFIG, 60_000));
    }

    /** Before that, it is not worth looking. A segment that is full may be closed sooner; nothing is lost by seeing it later. */
    Duration soonest() {
        return longer(roll, least);
    }

    /** Within that it is done on a broker that is up, as far as its cleaner keeps up with what there is to clean. */
    Duration bound(Duration beatEvery) {
        return longer(most, least).plus(beatEvery).plus(CLEANER_BACKOFF).plus(fileDelete);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Duration millis(FoundTopic topic, String name, long otherwise) {
        String value = topic.configs().get(name);
        return Duration.ofMillis(value == null ? otherwise : Long.parseLong(value));
    }
}
