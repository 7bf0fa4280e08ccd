package io.actionflow.secrets.app.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The brokers of the cluster refuse what is nobody's business; all combinations are tried on an embedded broker. */
@EnabledIfEnvironmentVariable(
        named = StoryOnClusterTest.DIRECTORY,
        matches = ".+",
        disabledReason = StoryOnClusterTest.WHY_NOT)
class PrincipalsOnClusterTest {

    private static final Path GENERATED =
            Path.of(System.getenv().getOrDefault(StoryOnClusterTest.DIRECTORY, "."), "cluster", "generated");
    private static final String BROKERS = "localhost:19092,localhost:29092,localhost:39092";

    @ParameterizedTest
    @CsvSource({
        "editor-api, secret-events",
        "editor-api, secret-command-results",
        "processor, secret-commands",
        "processor, secret-resolver-reports",
        "processor, secret-keys",
        "resolver, secret-events",
        "resolver, secret-keys",
        "resolver, secret-checkpoints",
        "auditor, secret-events",
        "auditor, secret-checkpoints",
        "auditor, secret-commands"
    })
    void whoHasNoBusinessToWriteIsRefused(String user, String topic) throws Exception {
        Map<String, Object> kafka = as(user);
        kafka.put("enable.idempotence", false);
        try (var producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, 0, null, new byte[1]))
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "editor-api, secret-commands",
        "processor, secret-resolver-reports",
        "processor, secret-command-results",
        "resolver, secret-commands",
        "resolver, secret-checkpoints",
        "editor-api, secret-usage",
        "auditor, secret-commands",
        "auditor, secret-command-results"
    })
    void whoHasNoBusinessToReadIsRefused(String user, String topic) throws Exception {
        assertThatThrownBy(() -> read(user, topic)).isInstanceOf(TopicAuthorizationException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "editor-api, secret-events",
        "processor, secret-commands",
        "processor, secret-events",
        "resolver, secret-events",
        "resolver, secret-keys",
        "auditor, secret-events",
        "auditor, secret-checkpoints"
    })
    void whoHasBusinessToReadReads(String user, String topic) {
        assertThatCode(() -> read(user, topic)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"editor-api", "processor", "resolver", "auditor"})
    void nobodyButTheOperatorMakesOrDeletesTopics(String user) throws Exception {
        try (Admin admin = Admin.create(as(user))) {
            assertThatThrownBy(() -> admin.createTopics(List.of(new NewTopic("secret-other", 1, (short) 1)))
                            .all()
                            .get())
                    .hasCauseInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() ->
                            admin.deleteTopics(List.of("secret-events")).all().get())
                    .hasCauseInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    void aWrongPasswordDoesNotComeIn() throws Exception {
        Map<String, Object> kafka = as("operator");
        kafka.put("sasl.jaas.config", login("secret-operator", "guessed"));
        try (Admin admin = Admin.create(kafka)) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
        try (Admin admin = Admin.create(as("operator"))) {
            assertThat(admin.listTopics().names().get()).contains("secret-events");
        }
    }

    /** One look is enough: who may not read is told so with the first. */
    private static void read(String user, String topic) throws Exception {
        try (var consumer = new KafkaConsumer<>(as(user), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            consumer.position(partitions.get(0));
            consumer.poll(Duration.ofSeconds(5));
        }
    }

    private static Map<String, Object> as(String user) throws Exception {
        Properties credentials = new Properties();
        try (Reader file = Files.newBufferedReader(GENERATED.resolve(user).resolve("credentials.properties"))) {
            credentials.load(file);
        }
        Map<String, Object> kafka = new HashMap<>();
        kafka.put("bootstrap.servers", BROKERS);
        kafka.put("security.protocol", "SASL_SSL");
        kafka.put("sasl.mechanism", "PLAIN");
        kafka.put("ssl.truststore.type", "PEM");
        kafka.put("ssl.truststore.location", GENERATED.resolve("server-ca.pem").toString());
        kafka.put("sasl.jaas.config", login(credentials.getProperty("username"), credentials.getProperty("password")));
        return kafka;
    }

    private static String login(String name, String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + name + "\" password=\""
                + password + "\";";
    }
}
