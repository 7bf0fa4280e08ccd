package io.actionflow.secrets.app.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.schemas.topic.Topic;
import io.actionflow.secrets.schemas.topic.TopicDrift;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicAdminTest {

    private static BrokerFixture broker;
    private static Admin admin;
    private final TopicAdmin topics = new TopicAdmin(admin);

    @BeforeAll
    static void start(@TempDir Path data) {
        broker = BrokerFixture.embedded(data);
        admin = broker.admin();
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @AfterEach
    void deleteTopics() throws Exception {
        broker.deleteTopics();
    }

    @Test
    void withoutTopicsEachOfTheCatalogueIsNamedAsMissing() {
        assertThat(topics.check(OptionalInt.empty()))
                .containsExactlyElementsOf(Topic.ALL.stream()
                        .map(topic -> TopicDrift.missing(topic.name()))
                        .toList());
    }

    @Test
    void whatIsCreatedPassesTheCheck() {
        List<String> created = topics.create(OptionalInt.empty(), TopicAdmin.BROKER_DEFAULT_REPLICATION);

        assertThat(created)
                .containsExactly(
                        "secret-commands",
                        "secret-command-results",
                        "secret-events",
                        "secret-resolver-reports",
                        "secret-keys",
                        "secret-checkpoints",
                        "secret-usage");
        assertThat(topics.check(OptionalInt.of(TopicAdmin.DEFAULT_PARTITIONS))).isEmpty();
    }

    @Test
    void creatingAgainCreatesNothing() {
        topics.create(OptionalInt.of(2), (short) 1);

        assertThat(topics.create(OptionalInt.of(2), (short) 1)).isEmpty();
    }

    @Test
    void aMissingTopicGetsThePartitionCountOfTheOthers() throws Exception {
        topics.create(OptionalInt.of(3), (short) 1);
        broker.deleteTopics(Set.of("secret-events"));

        assertThat(topics.create(OptionalInt.empty(), (short) 1)).containsExactly("secret-events");
        assertThat(topics.check(OptionalInt.of(3))).isEmpty();
    }

    @Test
    void anotherPartitionCountThanTheOneAskedForIsADriftOfEveryTopic() {
        topics.create(OptionalInt.of(2), (short) 1);

        assertThat(topics.check(OptionalInt.of(4)))
                .contains(new TopicDrift("secret-events", "partitions", "4", "2 of them"))
                .hasSameSizeAs(Topic.ALL);
    }

    @Test
    void unequalPartitionCountsAreADriftEvenIfNoCountIsAskedFor() throws Exception {
        NewTopic odd = new NewTopic("secret-commands", 5, (short) 1).configs(Topic.COMMANDS.configs());
        admin.createTopics(List.of(odd)).all().get();
        topics.create(OptionalInt.of(2), (short) 1);

        assertThat(topics.check(OptionalInt.empty()))
                .extracting(TopicDrift::sentence)
                .contains("secret-commands: partitions should be as many as in every other topic, found 5 of them")
                .hasSameSizeAs(Topic.ALL);
    }

    @Test
    void everySettingThatDiffersIsNamedWithWhatWasExpectedAndFound() throws Exception {
        topics.create(OptionalInt.of(1), (short) 1);
        set("secret-events", "cleanup.policy", "delete");
        set("secret-command-results", "max.message.bytes", "1000");
        set("secret-resolver-reports", "retention.ms", "-1");

        // The controller knows of a change some moments before the broker that is asked.
        Deadline.seconds(30)
                .await(
                        "all changes to be seen",
                        () -> topics.check(OptionalInt.empty()).size() == 3);
        assertThat(topics.check(OptionalInt.empty()))
                .containsExactlyInAnyOrder(
                        new TopicDrift("secret-events", "cleanup.policy", "compact", "delete"),
                        new TopicDrift("secret-command-results", "max.message.bytes", "25165824", "1000"),
                        new TopicDrift("secret-resolver-reports", "retention.ms", "3600000", "-1"));
    }

    @Test
    void aBrokerThatDoesNotAnswerIsATimeout() {
        try (Admin nobody = Admin.create(Map.of(
                "bootstrap.servers", "127.0.0.1:1", "request.timeout.ms", "200", "default.api.timeout.ms", "300"))) {
            assertThatThrownBy(() -> new TopicAdmin(nobody).check(OptionalInt.empty()))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    private static void set(String topic, String name, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }
}
