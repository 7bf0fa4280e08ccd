package io.actionflow.secrets.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.schemas.Limits;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final String TOPIC = "things";

    @TempDir
    private Path data;

    @Test
    void whatWasWrittenIsThereAfterARestartOnTheSamePort() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.startIn(data)) {
            String address = broker.bootstrapServers();
            createTopic(broker);
            write(broker, new byte[] {1});

            broker.restart();

            assertThat(broker.bootstrapServers()).isEqualTo(address);
            write(broker, new byte[] {2});
            assertThat(read(broker, 2)).containsExactly(new byte[] {1}, new byte[] {2});
            assertThat(broker.failure()).isEmpty();
        }
    }

    @Test
    void aDataDirectoryIsUsedAgainByAnotherBrokerOnOtherPorts() throws Exception {
        try (EmbeddedBroker first = EmbeddedBroker.startIn(data)) {
            createTopic(first);
            write(first, new byte[] {7});
        }
        String cluster = Files.readString(data.resolve("meta.properties"));

        try (EmbeddedBroker second = EmbeddedBroker.startIn(data)) {
            assertThat(read(second, 1)).containsExactly(new byte[] {7});
        }
        assertThat(Files.readString(data.resolve("meta.properties"))).isEqualTo(cluster);
    }

    @Test
    void aTransactionWithTheLargestRecordCommits() throws Exception {
        byte[] large = new byte[Limits.MAX_RECORD_BYTES - 1024];
        large[large.length - 1] = 9;
        try (EmbeddedBroker broker = EmbeddedBroker.startIn(data)) {
            createTopic(broker);
            write(broker, large);

            assertThat(read(broker, 1)).containsExactly(large);
        }
    }

    @Test
    void aSettingGivenWinsOverOurs() throws Exception {
        BrokerSettings settings = BrokerSettings.in(data).with("add.partitions.to.txn.retry.backoff.ms", 3);
        try (EmbeddedBroker broker = new EmbeddedBroker(settings)) {
            broker.start();

            assertThat(setting(broker, "add.partitions.to.txn.retry.backoff.ms"))
                    .isEqualTo("3");
            assertThat(setting(broker, "auto.create.topics.enable")).isEqualTo("false");
            assertThat(setting(broker, "listeners")).contains("PLAINTEXT://127.0.0.1:");
        }
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0);
                EmbeddedBroker broker =
                        new EmbeddedBroker(BrokerSettings.in(data).onPort(taken.getLocalPort()))) {
            assertThatThrownBy(broker::start)
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is in use");
        }
    }

    @Test
    void aDataDirectoryInUseIsRefusedAndTheOtherBrokerGoesOn() throws Exception {
        try (EmbeddedBroker first = EmbeddedBroker.startIn(data);
                EmbeddedBroker second = new EmbeddedBroker(BrokerSettings.in(data))) {
            createTopic(first);

            assertThatThrownBy(second::start)
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining(data + " is in use by another embedded broker");

            write(first, new byte[] {1});
            assertThat(read(first, 1)).hasSize(1);
        }
    }

    @Test
    void aBrokerThatGivesUpDoesNotEndThisProcess() {
        try (EmbeddedBroker broker = EmbeddedBroker.startIn(data)) {
            assertThatThrownBy(() -> Exit.halt(1, "disk gone")).hasMessageContaining("disk gone");
            assertThatThrownBy(() -> Exit.exit(1)).hasMessageContaining("exit status 1");

            assertThat(broker.failure())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("exit status 1"));
        }
    }

    @Test
    void aBrokerWhoseDiskIsGoneSaysSoAndCanStillBeStopped() throws Exception {
        Path disk = data.resolve("disk");
        EmbeddedBroker broker = EmbeddedBroker.startIn(disk);
        Files.move(disk, data.resolve("gone"));
        Files.createFile(disk);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)));

            Deadline.seconds(30)
                    .await("the broker to give up", () -> broker.failure().isPresent());
        }
        broker.close();

        assertThat(broker.failure()).isPresent();
    }

    @Test
    void aStoppedBrokerLeavesNoThreadBehind(@TempDir Path other) throws Exception {
        // The first start also starts what Kafka keeps once for a process.
        runOnce(other);
        Set<String> before = threads();

        runOnce(data);

        assertThat(threads()).isSubsetOf(before);
    }

    @Test
    void aStoppedBrokerLeavesNoFileOpen() throws Exception {
        runOnce(data);

        assertThat(openFilesUnder(data)).isEmpty();
    }

    private static void runOnce(Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.startIn(directory)) {
            createTopic(broker);
            write(broker, new byte[] {1});
        }
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // Where the system doesn't say which files are open (no /proc), there is nothing to look at and nothing is claimed.
    private static List<Path> openFilesUnder(Path directory) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(descriptors), "no /proc/self/fd here");
        try (var all = Files.list(descriptors)) {
            return all.filter(Files::isSymbolicLink)
                    .map(EmbeddedBrokerTest::target)
                    .filter(file -> file.startsWith(directory.toAbsolutePath()))
                    .toList();
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            // The descriptor was closed between listing and reading.
            return link;
        }
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static void write(EmbeddedBroker broker, byte[] value) throws Exception {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "writer");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.MAX_RECORD_BYTES);
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, value)).get();
            producer.commitTransaction();
        }
    }

    private static List<byte[]> read(EmbeddedBroker broker, int count) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<byte[]> values = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
            while (values.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(Duration.ofMillis(100))) {
                    values.add(found.value());
                }
            }
        }
        return values;
    }

    private static String setting(EmbeddedBroker broker, String name) throws Exception {
        ConfigResource node = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.describeConfigs(List.of(node))
                    .all()
                    .get()
                    .get(node)
                    .get(name)
                    .value();
        }
    }
}
