package io.actionflow.secrets.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.Limits;
import java.util.List;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

final class TopicTest {

    @Test
    void theCatalogueIsSevenTopics() {
        assertThat(Topic.ALL)
                .extracting(Topic::name)
                .containsExactly(
                        "secret-commands",
                        "secret-command-results",
                        "secret-events",
                        "secret-resolver-reports",
                        "secret-keys",
                        "secret-checkpoints",
                        "secret-usage");
    }

    @Test
    void nothingDeletesHistoryKeysAndCheckpoints() {
        assertThat(List.of(Topic.EVENTS, Topic.KEYS, Topic.CHECKPOINTS)).allSatisfy(topic -> assertThat(topic.configs())
                .containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "compact"));
        assertThat(Topic.USAGE.configs()).containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete");
        assertThat(Topic.COMMANDS.configs()).containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "delete");
        assertThat(Topic.RESULTS.configs()).containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "delete");
        assertThat(Topic.REPORTS.configs()).containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "delete");
    }

    @Test
    void theTimeOfACommandIsTheBrokers() {
        assertThat(Topic.COMMANDS.configs()).containsEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    }

    @Test
    void whatCarriesCommandsAndEventsTakesTheLargestRecordAndTheOthersAreSmall() {
        assertThat(List.of(Topic.COMMANDS, Topic.RESULTS, Topic.EVENTS)).allSatisfy(topic -> assertThat(topic.configs())
                .containsEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Limits.MAX_RECORD_BYTES)));
        assertThat(List.of(Topic.REPORTS, Topic.KEYS, Topic.CHECKPOINTS, Topic.USAGE))
                .allSatisfy(topic -> assertThat(topic.configs())
                        .containsEntry(
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Limits.MAX_SMALL_RECORD_BYTES)));
    }
}
