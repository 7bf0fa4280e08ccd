package io.actionflow.secrets.schemas.topic;

import io.actionflow.secrets.schemas.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic with the settings that it must have. {@link #ALL} is the catalogue: what creates topics and what checks them
 * reads it, and so does whoever produces to one.
 *
 * @param configs Kafka's own setting names and values; what is not named here is the operator's choice
 */
public record Topic(String name, Map<String, String> configs) {

    /** Commands and the sealed chunks that go ahead of them. Time is the broker's, so that no publisher can bend it. */
    public static final Topic COMMANDS = new Topic(
            "secret-commands",
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG,
                    millis(Duration.ofHours(24)),
                    TopicConfig.SEGMENT_MS_CONFIG,
                    millis(Duration.ofHours(6)),
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    "LogAppendTime",
                    // The broker unpacks what a publisher packed, so that no small record becomes a huge one in a
                    // processor.
                    TopicConfig.COMPRESSION_TYPE_CONFIG,
                    "uncompressed",
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(Limits.MAX_RECORD_BYTES)));

    /** Answers. */
    public static final Topic RESULTS = new Topic(
            "secret-command-results",
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG, millis(Duration.ofHours(1)),
                    TopicConfig.SEGMENT_MS_CONFIG, millis(Duration.ofHours(1)),
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Limits.MAX_RECORD_BYTES)));

    /** The history, and the sealed values that it claims. Compaction never meets two records with one event key. */
    public static final Topic EVENTS = new Topic(
            "secret-events",
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                    TopicConfig.DELETE_RETENTION_MS_CONFIG, millis(Duration.ofDays(1)),
                    TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, millis(Duration.ofHours(6)),
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Limits.MAX_RECORD_BYTES)));

    /**
     * What each resolver serves, said every second. Nobody needs an old report: it is no history. Time is the broker's, so
     * that no clock can keep a report for longer.
     */
    public static final Topic REPORTS = new Topic(
            "secret-resolver-reports",
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG, millis(Duration.ofHours(1)),
                    TopicConfig.SEGMENT_MS_CONFIG, millis(Duration.ofMinutes(10)),
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime",
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Limits.MAX_REPORT_BYTES)));

    /** Public keys for values: what publishers seal to. */
    public static final Topic KEYS = new Topic(
            "secret-keys",
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_COMPACT,
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(Limits.MAX_SMALL_RECORD_BYTES)));

    /** Signed heads of histories: how far each project had come, and by which hash. The last one of a project stays. */
    public static final Topic CHECKPOINTS = new Topic(
            "secret-checkpoints",
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_COMPACT,
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(Limits.MAX_SMALL_RECORD_BYTES)));

    /** How often each secret was resolved, and where: sums, the last one of each counter, for a year and a month. */
    public static final Topic USAGE = new Topic(
            "secret-usage",
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG,
                    millis(Duration.ofDays(400)),
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(Limits.MAX_SMALL_RECORD_BYTES)));

    public static final List<Topic> ALL = List.of(COMMANDS, RESULTS, EVENTS, REPORTS, KEYS, CHECKPOINTS, USAGE);

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
