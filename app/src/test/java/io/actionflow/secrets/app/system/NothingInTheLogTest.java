package io.actionflow.secrets.app.system;

import static io.actionflow.secrets.app.system.Team.MANAGER;
import static io.actionflow.secrets.app.system.Team.accepted;
import static io.actionflow.secrets.app.system.Team.binding;
import static io.actionflow.secrets.app.system.Team.error;
import static io.actionflow.secrets.app.system.Team.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.actionflow.secrets.app.disk.DiskSearch;
import io.actionflow.secrets.app.disk.DiskSearch.Hit;
import io.actionflow.secrets.app.disk.DiskSearch.Report;
import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import io.actionflow.secrets.commands.client.ClientSettings;
import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.resolver.Resolver;
import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.ResolveError;
import io.actionflow.secrets.resolver.run.Resolved;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.topic.Topic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A whole life, and all that may go wrong in it, at TRACE level of every logger: no value is in any text. Messages to
 * people may name things; the log doesn't even do that.
 */
class NothingInTheLogTest {

    private static final Duration HASTE = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    private final DiskSearch forValues = searchFor(Telltale.values());
    private final DiskSearch forAllTexts = searchFor(Telltale.texts());
    private final List<String> seen = new ArrayList<>();

    /** In every usual encoding, and as Java prints arrays of bytes. */
    private static DiskSearch searchFor(Map<String, String> texts) {
        DiskSearch search = Telltale.search(texts);
        texts.forEach((label, value) -> search.lookFor(label + ", as numbers", Team.bytes(numbers(value))));
        return search;
    }

    private static String numbers(String value) {
        String printed = Arrays.toString(Team.bytes(value));
        return printed.substring(1, printed.length() - 1);
    }

    @Test
    void noValueIsInALogAnExceptionAToStringAMetricOrAThreadName(TestReporter reporter) throws Exception {
        Path searched = Files.createDirectory(directory.resolve("searched"));
        try (EmbeddedFixture broker = BrokerFixture.embedded(directory.resolve("broker"));
                EverythingLogged trace = EverythingLogged.to(searched.resolve("log"));
                SystemFixture system = SystemFixture.start(broker, directory)) {
            assertThat(trace).isNotNull();
            new Telltale(system).live();
            Team team = withAllValues(system);
            seeObjects(system, team);
            seeWhatResolversRefuse(system, team);
            seeNames(system);
            seeWhatPublishersMeet(broker, system, team);
        }
        Files.write(searched.resolve("seen"), seen);

        assertThat(seen)
                .as("what was looked at")
                .anyMatch(it -> it.contains("SecretValue"))
                .anyMatch(it -> it.contains("UNKNOWN_KEY"))
                .anyMatch(it -> it.contains("CORRUPT"))
                .anyMatch(it -> it.contains("RecordTooLargeException"))
                .anyMatch(it -> it.contains("TimeoutException"))
                .anyMatch(it -> it.startsWith("kafka.producer:"))
                .anyMatch(it -> it.contains("StreamThread"))
                .anyMatch(it -> it.contains("secrets.resolver.opens"));
        for (String part :
                List.of("TRACE [", "Opened value", "org.apache.kafka.clients.producer", "kafka.request.logger")) {
            assertThat(holds(searched.resolve("log"), part))
                    .as(part + " in the log")
                    .isTrue();
        }
        assertThat(forValues.search(List.of(searched)).hits()).isEmpty();
        Report log = forAllTexts.search(List.of(searched.resolve("log")));
        assertThat(log.hits()).as("names, people and bindings in the log").isEmpty();
        reporter.publishEntry(log.bytes() + " bytes, " + forAllTexts.patternCount() + " patterns");
    }

    /** The log is too long to be read as a whole, or to be shown should something not be there. */
    private static boolean holds(Path file, String part) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.anyMatch(line -> line.contains(part));
        }
    }

    @Test
    void theSearchOfALogFindsWhatIsLoggedInAnyForm() throws Exception {
        Path searched = Files.createDirectory(directory.resolve("searched"));
        byte[] value = Team.bytes(Telltale.FIRST);
        try (EverythingLogged log = EverythingLogged.to(searched.resolve("log"))) {
            assertThat(log).isNotNull();
            var logger = LoggerFactory.getLogger("io.actionflow.secrets.planted");
            logger.trace("plain {}", Telltale.FIRST);
            logger.trace("bytes {}", value);
            logger.trace("hex {}", HexFormat.of().formatHex(value));
            logger.warn("failed", new IllegalStateException("outer", new IllegalStateException(Telltale.SECOND)));
        }
        assertThat(forAllTexts.search(List.of(searched)).hits())
                .extracting(Hit::label, Hit::encoding)
                .contains(
                        tuple("first value", "plain"),
                        tuple("first value, as numbers", "plain"),
                        tuple("first value", "hex"),
                        tuple("second value", "plain"));
    }

    // ------------------------------------------------------------------ what there is to see

    private static Team withAllValues(SystemFixture system) throws Exception {
        Team team = Team.in(system);
        accepted(team.add(MANAGER, "secret", "name", Telltale.FIRST));
        accepted(team.editValue(MANAGER, "secret", Telltale.SECOND));
        team.accepted(team.save("flow", binding("secret")));
        team.sync();
        return team;
    }

    private void seeObjects(SystemFixture system, Team team) throws Exception {
        see(system.client());
        see(system.resolver());
        see(system.projection());
        see(system.processor());
        see(system.keys());
        see(system.keys().sealer());
        byte[] plain = Team.bytes(Telltale.FIRST);
        try (PlainValue copied = PlainValue.copyOf(plain);
                PlainValue streamed = PlainValue.ofStream(new ByteArrayInputStream(plain), plain.length);
                PlainValue read = PlainValue.readAll(new ByteArrayInputStream(plain))) {
            see(List.of(copied, streamed, read));
        }
        try (Run run = team.begin("flow")) {
            see(run);
            Resolved<SecretValue> granted = run.resolve(Team.NODE, Team.INPUT);
            see(granted);
            see(run.resolveAll(Team.NODE));
            SecretValue value = granted.orElseThrow();
            value.close();
            see(value);
            seeFailure(catchThrowable(value::copyBytes));
            seeFailure(catchThrowable(() -> run.resolve("no-node", "no-input").orElseThrow()));
        }
        system.replay().histories().values().forEach(this::see);
        see(system.projection().project(team.projectId()).secret("secret"));
    }

    private void seeWhatResolversRefuse(SystemFixture system, Team team) throws Exception {
        try (Resolver keyless =
                        Resolver.of(system.projection(), TestKeys.generate().values());
                Run run = keyless.begin(team.projectId(), "flow").orElseThrow()) {
            Resolved<SecretValue> refused = run.resolve(Team.NODE, Team.INPUT);
            assertThat(error(refused)).isEqualTo(ResolveError.UNKNOWN_KEY);
            see(refused);
            seeFailure(catchThrowable(refused::orElseThrow));
        }
        try (Resolver misled = Resolver.of(
                        new CorruptChunks(system.projection()), system.keys().values());
                Run run = misled.begin(team.projectId(), "flow").orElseThrow()) {
            Resolved<SecretValue> refused = run.resolve(Team.NODE, Team.INPUT);
            assertThat(error(refused)).isEqualTo(ResolveError.CORRUPT);
            see(refused);
            seeFailure(catchThrowable(refused::orElseThrow));
        }
    }

    /** Names of meters, of Kafka's metrics, and of threads, while everything runs. */
    private void seeNames(SystemFixture system) {
        system.meters().getMeters().forEach(meter -> see(meter.getId() + " " + meter.measure()));
        ManagementFactory.getPlatformMBeanServer().queryNames(null, null).forEach(this::see);
        Thread.getAllStackTraces().keySet().forEach(thread -> see(thread.getName()));
        see(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    private void seeWhatPublishersMeet(EmbeddedFixture broker, SystemFixture system, Team team) throws Exception {
        CommandClient hasty = system.newClient(ClientSettings.of(Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "max.block.ms",
                        1000,
                        "request.timeout.ms",
                        1000,
                        "delivery.timeout.ms",
                        2000))
                .answeredWithin(HASTE));
        accepted(outcome(hasty.send(new Sync(team.projectId(), MANAGER))));

        limitCommands(broker, 100);
        seeFailure(failureOf(hasty, team, Telltale.REFUSED));
        limitCommands(broker, Limits.MAX_RECORD_BYTES);

        broker.broker().stop();
        seeFailure(failureOf(hasty, team, Telltale.LONG));
        broker.broker().start();
        accepted(outcome(system.client().send(new Sync(team.projectId(), MANAGER))));
    }

    private static Throwable failureOf(CommandClient client, Team team, String value) {
        CompletableFuture<?> answer = team.add(client, MANAGER, Ids.random(), Ids.random(), value);
        return catchThrowable(() -> answer.get());
    }

    private static void limitCommands(EmbeddedFixture broker, int bytes) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topic.COMMANDS.name());
        ConfigEntry limit = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
        try (Admin admin = broker.admin()) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private void see(Object object) {
        seen.add(String.valueOf(object));
    }

    private void seeFailure(Throwable failure) {
        assertThat(failure).isNotNull();
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        seen.add(text.toString());
    }
}
