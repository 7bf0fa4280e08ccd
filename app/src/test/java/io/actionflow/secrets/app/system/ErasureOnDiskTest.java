package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.cli.Secrets;
import io.actionflow.secrets.app.cli.remote.Surroundings;
import io.actionflow.secrets.app.disk.DiskSearch;
import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import io.actionflow.secrets.commands.client.ClientSettings;
import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.commands.client.NewSecret;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.commands.client.SecretEdit;
import io.actionflow.secrets.projections.replay.LogReader;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.ValuesErased;
import io.actionflow.secrets.schemas.event.ValuesErasing;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replaced value, searched for as it stands on disks, while the processor is killed at each step of its erasure. Nobody else
 * writes meanwhile: the partition is quiet.
 */
class ErasureOnDiskTest {

    private static final String PROJECT = "acme";
    private static final String OWNER = "olga";
    private static final long PATIENCE = 240;

    /** Short times, of what the catalogue leaves to the operator. */
    private static final Map<String, String> EVENTS = Map.of(
            "segment.ms", "1000",
            "min.cleanable.dirty.ratio", "0.0001",
            "file.delete.delay.ms", "100");

    private static final Map<String, String> PROCESSOR =
            Map.of("secrets.processor.retention", "PT4S", "secrets.processor.beat-interval", "1s");

    @TempDir
    Path directory;

    private EmbeddedFixture broker;
    private ProcessHome home;
    private CommandClient client;

    @Test
    void nothingOfAnErasedValueIsLeftOnAnyDiskWhereverTheProcessorIsKilled() throws Exception {
        broker = BrokerFixture.embedded(
                directory.resolve("broker"),
                Map.of("log.cleaner.backoff.ms", "200", "log.retention.check.interval.ms", "500"));
        try (EmbeddedFixture running = broker) {
            running.createTopics(1);
            alter(Topic.EVENTS, EVENTS);
            home = ProcessHome.in(directory.resolve("home"), running.bootstrapServers());
            try (ProcessFixture processor = home.processor("processor", PROCESSOR);
                    ProcessFixture here = home.resolver("here", Map.of());
                    ProcessFixture away = home.resolver("away", Map.of());
                    CommandClient connected = CommandClient.connect(
                            ClientSettings.of(Map.of("bootstrap.servers", running.bootstrapServers())),
                            home.keys().cipher(),
                            home.keys().sealer())) {
                client = connected;
                processor.start().awaitReady();
                live(processor, here, away);
            }
        }
    }

    private void live(ProcessFixture processor, ProcessFixture here, ProcessFixture away) throws Exception {
        accepted(client.send(new CreateProject(PROJECT, OWNER)).get(60, TimeUnit.SECONDS));
        add("a value that is to go");
        DiskSearch search = new DiskSearch().lookFor("the value", sealedOf("key"));
        accepted(client.send(new Sync(PROJECT, OWNER)).get(60, TimeUnit.SECONDS));
        // What a reader has taken in is on its disk once it has stopped.
        for (ProcessFixture resolver : List.of(here, away)) {
            resolver.start().awaitReady().terminate().awaitExit(60);
            assertThat(places(search, home.stateOf(resolver.name())))
                    .as("the search can find it")
                    .isNotEmpty();
        }
        here.start().awaitReady();
        assertThat(places(search, eventLog())).as("the search can find it").isNotEmpty();

        edit("the value of from now on");
        accepted(client.send(new Sync(PROJECT, OWNER)).get(60, TimeUnit.SECONDS));
        assertThat(audit()).contains("\"stage\":\"kept\"").contains("\"overdue\":false");
        again(processor); // retired
        await("the value to be given up", () -> count(ValuesErasing.class) > 0);
        again(processor); // intent and tombstones written, nothing gone for sure
        await("the receipt", () -> count(ValuesErased.class) > 0);
        again(processor); // receipt written

        await("the broker to have nothing", () -> places(search, eventLog()).isEmpty());
        await("the reader to have nothing", () -> places(search, home.stateOf("here"))
                .isEmpty());
        away.start().awaitReady();
        await("the one that was away to have nothing", () -> places(search, home.stateOf("away"))
                .isEmpty());
        assertThat(count(ValuesErasing.class)).isOne();
        assertThat(count(ValuesErased.class)).isOne();
        assertThat(places(search, home.stateOf("processor"))).isEmpty();
        assertThat(audit()).contains("\"stage\":\"erased\"").contains("\"overdue\":false");
        whatBroughtItGoesWithTheCommands(search);
    }

    private String audit() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = {
            "audit",
            "erasure",
            "--bootstrap-server=" + broker.bootstrapServers(),
            "--keys=" + home.directory().resolve("keys"),
            "--project=" + PROJECT,
            "--json"
        };
        assertThat(Secrets.run(Surroundings.ofProcess(), new PrintWriter(out), new PrintWriter(err), arguments))
                .as(err.toString())
                .isZero();
        return out.toString();
    }

    /** The chunks came through the topic of commands, which keeps everything for a day: here for a moment. */
    private void whatBroughtItGoesWithTheCommands(DiskSearch search) throws Exception {
        alter(Topic.COMMANDS, Map.of("retention.ms", "1000", "file.delete.delay.ms", "100"));
        await("the broker to have nothing anywhere", () -> places(search, broker.dataDirectory())
                .isEmpty());
    }

    private void again(ProcessFixture processor) throws Exception {
        processor.kill();
        processor.start().awaitReady();
    }

    // ------------------------------------------------------------------ what happens

    private void add(String value) throws Exception {
        try (PlainValue plain = PlainValue.copyOf(value.getBytes(StandardCharsets.UTF_8))) {
            accepted(client.addSecret("add", new NewSecret(PROJECT, OWNER, "key", "key", ""), plain)
                    .get(60, TimeUnit.SECONDS));
        }
    }

    private void edit(String value) throws Exception {
        try (PlainValue plain = PlainValue.copyOf(value.getBytes(StandardCharsets.UTF_8))) {
            accepted(client.editSecret(SecretEdit.of(PROJECT, OWNER, "key"), plain)
                    .get(60, TimeUnit.SECONDS));
        }
    }

    private static void accepted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Accepted.class);
    }

    private void alter(Topic topic, Map<String, String> settings) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Collection<AlterConfigOp> changes = settings.entrySet().stream()
                .map(it -> new AlterConfigOp(new ConfigEntry(it.getKey(), it.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try (Admin admin = broker.admin()) {
            admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
        }
    }

    // ------------------------------------------------------------------ what is to be seen

    /** The end of the sealed bytes, which nothing else has. */
    private byte[] sealedOf(String secretId) throws Exception {
        String valueId = history().stream()
                .filter(event ->
                        event instanceof SecretAdded added && added.secretId().equals(secretId))
                .map(event -> ((SecretAdded) event).value().valueId())
                .findFirst()
                .orElseThrow();
        String key = new ChunkKey(PROJECT, valueId, 0).text();
        List<byte[]> found = new ArrayList<>();
        LogReader.read(Map.of("bootstrap.servers", broker.bootstrapServers()), record -> {
            if (record.key().equals(key)) {
                found.add(WireRecords.CODEC
                        .decode(record.value(), ValueChunk.class)
                        .sealed());
            }
        });
        byte[] sealed = found.get(0);
        return Arrays.copyOfRange(sealed, 5, sealed.length);
    }

    private List<Event> history() throws Exception {
        return LogReplay.of(
                        broker.bootstrapServers(),
                        home.keys().cipher(),
                        home.keys().hash())
                .histories()
                .getOrDefault(PROJECT, List.of())
                .stream()
                .map(RecordedEvent::event)
                .toList();
    }

    private long count(Class<? extends Event> type) throws Exception {
        return history().stream().filter(type::isInstance).count();
    }

    private static List<DiskSearch.Hit> places(DiskSearch search, Path directory) throws IOException {
        return search.search(List.of(directory)).hits();
    }

    private Path eventLog() throws IOException {
        try (Stream<Path> logs = Files.list(broker.dataDirectory())) {
            return logs.filter(log -> log.getFileName().toString().equals(Topic.EVENTS.name() + "-0"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        Deadline.seconds(PATIENCE).await(what, condition);
    }
}
