package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import io.actionflow.secrets.commands.client.ClientSettings;
import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How the processes end, what they say then, and what does not end them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessEndTest {

    private static final int PARTITIONS = 2;
    private static final long SECONDS = 30;

    // Whoever starts a process by hand would not wait for Kafka's minute either.
    private static final Map<String, String> IMPATIENT =
            Map.of("default.api.timeout.ms", "3000", "request.timeout.ms", "2000");

    private EmbeddedFixture broker;
    private ProcessHome home;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        broker = BrokerFixture.embedded(directory.resolve("broker"));
        broker.createTopics(PARTITIONS);
        home = ProcessHome.in(directory.resolve("home"), broker.bootstrapServers());
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void everyMistakeInAConfigurationIsNamedWithStatusTwo() throws Exception {
        Map<String, String> wrong = Map.of("secrets.keys.kek", "nowhere.json", "secrets.state.dirr", "x");
        try (ProcessFixture processor = home.processor("mistaken-processor", wrong);
                ProcessFixture resolver = home.resolver("mistaken-resolver", wrong)) {
            for (ProcessFixture process : List.of(processor.start(), resolver.start())) {
                assertThat(process.awaitExit(SECONDS)).isEqualTo(2);
                assertThat(process.said())
                        .contains("CONFIGURATION", "secrets.keys.kek", "did you mean secrets.state.dir?");
            }
        }
    }

    @Test
    void aSettingOnWhichExactlyOnceStandsIsRefusedWithStatusTwo() throws Exception {
        try (ProcessFixture processor =
                home.processor("careless-processor", Map.of("processing.guarantee", "at_least_once"))) {
            assertThat(processor.start().awaitExit(SECONDS)).isEqualTo(2);
            assertThat(processor.said()).contains("CONFIGURATION", "processing.guarantee must be exactly_once_v2");
        }
    }

    @Test
    void aBrokerThatIsAwayEndsTheStartWithStatusThree() throws Exception {
        ProcessHome lonely = ProcessHome.in(home.directory().resolve("lonely"), "127.0.0.1:1");
        try (ProcessFixture processor = lonely.processor("lonely-processor", IMPATIENT);
                ProcessFixture resolver = lonely.resolver("lonely-resolver", IMPATIENT)) {
            for (ProcessFixture process : List.of(processor.start(), resolver.start())) {
                assertThat(process.awaitExit(SECONDS)).as(process.said()).isEqualTo(3);
                assertThat(process.said()).contains("UNAVAILABLE", "No broker could be reached");
            }
        }
    }

    @Test
    void topicsThatAreMissingOrDifferEndTheStartWithStatusOneAndAreNamed(@TempDir Path directory) throws Exception {
        try (EmbeddedFixture bare = BrokerFixture.embedded(directory.resolve("broker"))) {
            bare.createTopics(PARTITIONS);
            bare.deleteTopics(Set.of(Topic.EVENTS.name(), Topic.RESULTS.name()));
            set(bare, Topic.COMMANDS.name(), "message.timestamp.type", "CreateTime");
            refuseToStart(ProcessHome.in(directory.resolve("home"), bare.bootstrapServers()));
        }
    }

    private static void refuseToStart(ProcessHome home) throws Exception {
        try (ProcessFixture processor = home.processor("homeless-processor", Map.of());
                ProcessFixture resolver = home.resolver("homeless-resolver", Map.of())) {
            processor.start();
            resolver.start();

            assertThat(processor.awaitExit(SECONDS)).isEqualTo(1);
            assertThat(processor.said())
                    .contains("TOPICS_DIFFER", "secret-events: topic should be there")
                    .contains("secret-command-results: topic should be there")
                    .contains("secret-commands: message.timestamp.type should be LogAppendTime");
            assertThat(resolver.awaitExit(SECONDS)).isEqualTo(1);
            assertThat(resolver.said()).contains("TOPICS_DIFFER", "secret-events");
        }
    }

    @Test
    void aBrokenHistoryStopsAResolverWithStatusOneAndNamesTheRecord(@TempDir Path directory) throws Exception {
        try (EmbeddedFixture spoilt = BrokerFixture.embedded(directory.resolve("broker"))) {
            spoilt.createTopics(PARTITIONS);
            stopAtTheGap(spoilt, ProcessHome.in(directory.resolve("home"), spoilt.bootstrapServers()));
        }
    }

    private static void stopAtTheGap(EmbeddedFixture spoilt, ProcessHome home) throws Exception {
        try (EventLogWriter log = new EventLogWriter(spoilt.bootstrapServers(), home.keys(), PARTITIONS);
                ProcessFixture resolver = home.resolver("bewildered-resolver", Map.of())) {
            log.append("p1", new ProjectCreated(meta()));
            resolver.start().awaitReady();
            log.appendAfterGap("p1", new MemberRoleSet(meta(), "max", Role.VIEWER));

            assertThat(resolver.awaitExit(SECONDS)).isEqualTo(1);
            assertThat(resolver.said())
                    .contains("STOPPED", "secret-events-" + RecordKey.partition("p1", PARTITIONS) + "@2")
                    .contains("expected event 2 next");

            // Nor does it start again as if nothing had been.
            assertThat(resolver.start().awaitExit(SECONDS)).isEqualTo(1);
            assertThat(resolver.said()).contains("STOPPED", "secret-events").doesNotContain("ready");
        }
    }

    @Test
    void aSignalEndsBothAndTheyStartAgainAtOnce() throws Exception {
        try (ProcessFixture processor = home.processor("good-processor", Map.of());
                ProcessFixture resolver = home.resolver("obedient-resolver", Map.of())) {
            for (int round = 0; round < 2; round++) {
                processor.start();
                resolver.start();
                processor.awaitReady();
                resolver.awaitReady();
                assertThat(processor.terminate().awaitExit(10)).isIn(0, 143);
                assertThat(resolver.terminate().awaitExit(10)).isIn(0, 143);
            }
        }
    }

    @Test
    void whatNoPublisherShouldWriteDoesNotStopAProcessor() throws Exception {
        try (ProcessFixture processor = home.processor("good-processor", Map.of());
                CommandClient client = CommandClient.connect(
                        ClientSettings.of(Map.of("bootstrap.servers", broker.bootstrapServers())),
                        home.keys().cipher(),
                        home.keys().sealer())) {
            processor.start().awaitReady();
            poison();

            for (int i = 0; i < 2 * PARTITIONS; i++) {
                assertThat(client.send(new CreateProject("after-" + i, "olga")).get(SECONDS, TimeUnit.SECONDS))
                        .isEqualTo(new Accepted(1, 0, 0, 0));
            }
            assertThat(processor.isAlive()).isTrue();
            Deadline.seconds(SECONDS).await("the log to name the offset of each poisoned record", () -> processor
                    .said()
                    .contains("secret-commands-0@0"));
        }
    }

    private void poison() {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            byte[] key = "p1".getBytes(StandardCharsets.UTF_8);
            for (int partition = 0; partition < PARTITIONS; partition++) {
                for (byte[] value : new byte[][] {null, {}, {1}, {(byte) 0xC3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 9}}) {
                    producer.send(new ProducerRecord<>(Topic.COMMANDS.name(), partition, key, value));
                    producer.send(new ProducerRecord<>(Topic.COMMANDS.name(), partition, null, value));
                    producer.send(new ProducerRecord<>(Topic.COMMANDS.name(), partition, new byte[] {-1, '/'}, value));
                }
            }
            producer.flush();
        }
    }

    private static void set(EmbeddedFixture broker, String topic, String name, String value) throws Exception {
        try (Admin admin = broker.admin()) {
            AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(set)))
                    .all()
                    .get(Duration.ofSeconds(SECONDS).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static EventMeta meta() {
        return new EventMeta(Ids.random(), "olga", Instant.ofEpochMilli(1_000_000));
    }
}
