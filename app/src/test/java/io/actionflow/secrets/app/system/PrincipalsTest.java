package io.actionflow.secrets.app.system;

import static io.actionflow.secrets.app.system.SecuredSystem.AUDITOR;
import static io.actionflow.secrets.app.system.SecuredSystem.EDITOR;
import static io.actionflow.secrets.app.system.SecuredSystem.OPERATOR;
import static io.actionflow.secrets.app.system.SecuredSystem.PROCESSOR;
import static io.actionflow.secrets.app.system.SecuredSystem.RESOLVER;
import static io.actionflow.secrets.app.system.SecuredSystem.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.commands.processor.CommandProcessorService;
import io.actionflow.secrets.projections.replay.LogReader;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.topic.Right;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each principal can do its work, and is refused by the broker whatever else it tries. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrincipalsTest {

    private static final String COMMANDS = "secret-commands";
    private static final String RESULTS = "secret-command-results";
    private static final String EVENTS = "secret-events";
    private static final String REPORTS = "secret-resolver-reports";
    private static final String KEYS = "secret-keys";
    private static final String CHECKPOINTS = "secret-checkpoints";
    private static final String USAGE = "secret-usage";
    private static final List<String> TOPICS = List.of(COMMANDS, RESULTS, EVENTS, REPORTS, KEYS, CHECKPOINTS, USAGE);
    private static final List<String> USERS = List.of(PROCESSOR, RESOLVER, EDITOR, AUDITOR, OPERATOR, STRANGER);

    // Written down once more, on purpose: this is what the catalogue of rights is held to.
    private static final Map<String, Set<String>> WRITES = Map.of(
            EDITOR, Set.of(COMMANDS),
            PROCESSOR, Set.of(RESULTS, EVENTS, CHECKPOINTS),
            RESOLVER, Set.of(REPORTS, USAGE, COMMANDS),
            OPERATOR, Set.of(KEYS));
    private static final Map<String, Set<String>> READS = Map.of(
            EDITOR, Set.of(RESULTS, EVENTS, REPORTS, KEYS),
            PROCESSOR, Set.of(COMMANDS, EVENTS),
            RESOLVER, Set.of(EVENTS, REPORTS, KEYS, RESULTS),
            AUDITOR, Set.of(EVENTS, REPORTS, KEYS, CHECKPOINTS, USAGE),
            OPERATOR, Set.of(REPORTS, KEYS));

    private SecuredSystem system;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        system = SecuredSystem.start(directory);
        accepted(system.client().send(new CreateProject("weather", "olga")));
        // Who reads is to find something, also where nobody has anything to say yet.
        write(OPERATOR, KEYS);
        write(RESOLVER, USAGE);
        write(PROCESSOR, CHECKPOINTS);
    }

    @AfterAll
    void stop() {
        system.close();
    }

    @Test
    void aSecretGoesItsWholeWayAndNobodyHasMoreRightsThanItsPartNeeds() throws Exception {
        accepted(system.client().send(new CreateProject("whole-way", "olga")));
        try (PlainValue value = PlainValue.copyOf(new byte[1_000_000])) {
            accepted(system.client().addSecret("whole-way", "olga", "secret-1", "name", "", value));
        }
        Accepted sync = accepted(system.client().send(new Sync("whole-way", "olga")));

        system.projection().await("whole-way", it -> it.sequence() == sync.sequence(), SystemFixture.PATIENCE);
        List<String> log = new ArrayList<>();
        LogReader.read(system.broker().as(AUDITOR), record -> log.add(record.key()));
        assertThat(log).filteredOn(key -> key.startsWith("whole-way/event/")).hasSize(3);
    }

    @Test
    void aProcessorWithoutStateReadsItBackAndTakesPartitionsOver(@TempDir Path directory) throws Exception {
        List<String> projects = List.of("over-1", "over-2", "over-3", "over-4", "over-5", "over-6");
        for (String project : projects) {
            accepted(system.client().send(new CreateProject(project, "olga")));
        }
        try (CommandProcessorService another = system.newProcessor(directory)) {
            another.awaitRunning(SystemFixture.PATIENCE);
            for (String project : projects) {
                // Without the state that the other one wrote there would be no such project.
                SetMemberRole command = new SetMemberRole(project, "olga", "max", Role.MANAGER);
                assertThat(accepted(system.client().send(command)).sequence()).isEqualTo(2);
            }
        }
    }

    static Stream<Arguments> forbiddenWrites() {
        return forbidden(WRITES);
    }

    @ParameterizedTest
    @MethodSource("forbiddenWrites")
    void whoHasNoBusinessToWriteIsRefused(String user, String topic) {
        assertThatThrownBy(() -> write(user, topic)).isInstanceOf(TopicAuthorizationException.class);
    }

    static Stream<Arguments> forbiddenReads() {
        return forbidden(READS);
    }

    @ParameterizedTest
    @MethodSource("forbiddenReads")
    void whoHasNoBusinessToReadIsRefused(String user, String topic) {
        assertThatThrownBy(() -> read(user, topic)).isInstanceOf(TopicAuthorizationException.class);
    }

    static Stream<Arguments> allowedReads() {
        return READS.entrySet().stream()
                .flatMap(it -> it.getValue().stream().map(topic -> Arguments.of(it.getKey(), topic)));
    }

    @ParameterizedTest
    @MethodSource("allowedReads")
    void whoHasBusinessToReadReads(String user, String topic) throws Exception {
        read(user, topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {PROCESSOR, RESOLVER, EDITOR, AUDITOR, STRANGER})
    void nobodyButTheOperatorChangesTopicsOrRights(String user) {
        ConfigResource events = new ConfigResource(ConfigResource.Type.TOPIC, EVENTS);
        try (Admin admin = system.admin(user)) {
            refused(admin.createTopics(List.of(new NewTopic("secret-other", 1, (short) 1)))
                    .all());
            refused(admin.deleteTopics(List.of(EVENTS)).all());
            refused(admin.createPartitions(Map.of(EVENTS, NewPartitions.increaseTo(9)))
                    .all());
            refused(admin.deleteRecords(Map.of(new TopicPartition(EVENTS, 0), RecordsToDelete.beforeOffset(1)))
                    .all());
            refused(admin.incrementalAlterConfigs(Map.of(events, List.of(setting("cleanup.policy", "delete"))))
                    .all());
            refused(admin.createAcls(List.of(new Right(
                                    new ResourcePattern(ResourceType.TOPIC, EVENTS, PatternType.LITERAL),
                                    AclOperation.ALL)
                            .of("User:" + user)))
                    .all());
        }
    }

    @Test
    void theOperatorNeitherDeletesTopicsNorWhatIsOnThem() {
        try (Admin admin = system.admin(OPERATOR)) {
            refused(admin.deleteTopics(List.of(EVENTS)).all());
            refused(admin.deleteRecords(Map.of(new TopicPartition(EVENTS, 0), RecordsToDelete.beforeOffset(1)))
                    .all());
            refused(admin.createTopics(List.of(new NewTopic("orders", 1, (short) 1)))
                    .all());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "secret-editor, secret-events, secret-resolver",
        "secret-editor, secret-events, secret-command-processor",
        "secret-resolver, secret-events, secret-editor-api",
        "secret-resolver, secret-events, secret-command-processor",
        "secret-processor, secret-commands, secret-resolver",
        "secret-processor, secret-commands, secret-command-processor-2",
        "secret-auditor, secret-events, secret-resolver",
        "secret-auditor, secret-events, secret-audit",
        "stranger, secret-events, secret-resolver"
    })
    void nobodyJoinsAnothersGroup(String user, String topic, String group) {
        assertThatThrownBy(() -> join(user, topic, group))
                .isInstanceOfAny(GroupAuthorizationException.class, TopicAuthorizationException.class);
        try (Admin admin = system.admin(user)) {
            refused(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "secret-editor, secret-events, secret-editor-api-1",
        "secret-resolver, secret-events, secret-resolver-blue"
    })
    void aGroupMayHaveAnyNameWithItsOwnersPrefix(String user, String topic, String group) throws Exception {
        join(user, topic, group);
    }

    @ParameterizedTest
    @CsvSource({
        "secret-editor, secret-command-processor-x",
        "secret-resolver, secret-command-processor-x",
        "secret-auditor, secret-command-processor-x",
        "stranger, secret-command-processor-x",
        "secret-processor, other"
    })
    void nobodyTakesOverAnothersTransactions(String user, String transactionalId) {
        Map<String, Object> kafka = settings(user);
        kafka.put("transactional.id", transactionalId);
        try (var producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThatThrownBy(producer::initTransactions).isInstanceOf(TransactionalIdAuthorizationException.class);
        }
    }

    @Test
    void aStrangerSeesNoTopicAndAWrongPasswordNothingAtAll() throws Exception {
        try (Admin stranger = system.admin(STRANGER);
                Admin liar = Admin.create(Map.copyOf(system.broker().as(EDITOR, "guessed")))) {
            assertThat(stranger.listTopics().names().get()).isEmpty();
            assertThatThrownBy(() -> liar.listTopics().names().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    private static Stream<Arguments> forbidden(Map<String, Set<String>> allowed) {
        return USERS.stream().flatMap(user -> TOPICS.stream()
                .filter(topic -> !allowed.getOrDefault(user, Set.of()).contains(topic))
                .map(topic -> Arguments.of(user, topic)));
    }

    private void write(String user, String topic) throws Exception {
        Map<String, Object> kafka = settings(user);
        // Else whoever may write nothing at all would be refused before any topic is asked about.
        kafka.put("enable.idempotence", false);
        try (var producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, new byte[1], new byte[1]))
                    .get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    /** Returns once there is a record. */
    private void read(String user, String topic) throws Exception {
        try (var consumer =
                new KafkaConsumer<>(settings(user), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Deadline.seconds(30).await("a record of " + topic, () -> !consumer.poll(Duration.ofMillis(100))
                    .isEmpty());
        }
    }

    /** Returns once the group has given this member a partition. */
    private void join(String user, String topic, String group) throws Exception {
        Map<String, Object> kafka = settings(user);
        kafka.put("group.id", group);
        try (var consumer = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            Deadline.seconds(30).await("a partition", () -> {
                consumer.poll(Duration.ofMillis(100));
                return !consumer.assignment().isEmpty();
            });
        }
    }

    private Map<String, Object> settings(String user) {
        Map<String, Object> kafka = new HashMap<>(system.broker().as(user));
        kafka.put("auto.offset.reset", "earliest");
        return kafka;
    }

    private static AlterConfigOp setting(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    private static void refused(KafkaFuture<?> answer) {
        assertThatThrownBy(answer::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(AuthorizationException.class);
    }

    private static Accepted accepted(CompletableFuture<Outcome> answer) throws Exception {
        Outcome outcome = answer.get(SystemFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(outcome).isInstanceOf(Accepted.class);
        return (Accepted) outcome;
    }
}
