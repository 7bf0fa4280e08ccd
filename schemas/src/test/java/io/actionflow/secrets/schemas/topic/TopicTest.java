package io.actionflow.secrets.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.Limits;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

final class TopicTest {

    @Test
    void theCatalogueIsFourTopics() {
        assertThat(Topic.ALL)
                .extracting(Topic::name)
                .containsExactly(
                        "secret-commands", "secret-command-results", "secret-events", "secret-resolver-reports");
    }

    @Test
    void onlyTheHistoryIsCompactedAndNothingDeletesIt() {
        assertThat(Topic.EVENTS.configs()).containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "compact");
        assertThat(Topic.COMMANDS.configs()).containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "delete");
        assertThat(Topic.RESULTS.configs()).containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "delete");
        assertThat(Topic.REPORTS.configs()).containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "delete");
    }

    @Test
    void theTimeOfACommandIsTheBrokers() {
        assertThat(Topic.COMMANDS.configs()).containsEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    }

    @Test
    void everyTopicTakesTheLargestRecordButReportsAreSmall() {
        assertThat(Topic.ALL).filteredOn(topic -> topic != Topic.REPORTS).allSatisfy(topic -> assertThat(
                        topic.configs())
                .containsEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Limits.MAX_RECORD_BYTES)));
        assertThat(Topic.REPORTS.configs())
                .containsEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Limits.MAX_REPORT_BYTES));
    }
}
