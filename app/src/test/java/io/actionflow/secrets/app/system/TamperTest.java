package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.audit.ExportedLog;
import io.actionflow.secrets.app.audit.NodeVerifier;
import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.projections.fixture.LogBook;
import io.actionflow.secrets.projections.fixture.Tampering;
import io.actionflow.secrets.projections.verify.Finding;
import io.actionflow.secrets.projections.verify.FindingKind;
import io.actionflow.secrets.projections.verify.LogRecord;
import io.actionflow.secrets.projections.verify.LogVerifier;
import io.actionflow.secrets.projections.verify.SignedHead;
import io.actionflow.secrets.projections.verify.TopicLog;
import io.actionflow.secrets.projections.verify.VerifyReport;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.record.EncryptedEvent;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A log that the whole system wrote, and what somebody with every right on the broker may do to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperTest {

    private static final int PROJECTS = 3;
    private static final int CHANGES = 10_000;

    private LogBook log;
    private List<String> projects;
    private List<SignedHead> heads;

    @BeforeAll
    void writeALog(@TempDir Path directory) throws Exception {
        projects = new ArrayList<>();
        try (EmbeddedFixture broker = BrokerFixture.embedded(directory.resolve("broker"))) {
            try (SystemFixture system = SystemFixture.start(broker, directory.resolve("state"))) {
                for (int i = 0; i < PROJECTS; i++) {
                    projects.add(live(system, broker));
                }
                addLarge(system, projects.get(0));
            }
            Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
            TopicLog topic = TopicLog.open(kafka, Topic.EVENTS, Optional.empty(), (read, all) -> {});
            log = new LogBook(topic.partitions(), 1);
            topic.read(log::take);
        }
        heads = log.heads();
    }

    /** The life of a project: edits, deletions, refused and rejected commands, an abandoned upload. */
    private static String live(SystemFixture system, EmbeddedFixture broker) throws Exception {
        Team team = Team.in(system);
        team.add(Team.OWNER, "s1", "first", "value-1");
        team.add(Team.OWNER, "s2", "second", "value-2");
        team.add(Team.STRANGER, "s3", "third", "value-3");
        assertThat(team.add(Team.OWNER, "s4", "first", "value-4")).isInstanceOf(Rejected.class);
        team.editValue(Team.MANAGER, "s1", "value-1b");
        abandonUpload(broker, team.projectId());
        team.accepted(new DeleteSecret(team.projectId(), Team.OWNER, "s2", null));
        team.sync();
        return team.projectId();
    }

    private static void addLarge(SystemFixture system, String projectId) throws Exception {
        try (PlainValue large = PlainValue.copyOf(new byte[2 * Limits.CHUNK_BYTES + 1])) {
            assertThat(system.client()
                            .addSecret(projectId, Team.OWNER, "large", "large", "", large)
                            .get())
                    .isInstanceOf(Accepted.class);
        }
    }

    private static void abandonUpload(EmbeddedFixture broker, String projectId) {
        byte[] chunk = WireRecords.CODEC.encode(new ValueChunk(Ids.random(), 0, 2, new byte[70]));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>(Topic.COMMANDS.name(), projectId.getBytes(StandardCharsets.UTF_8), chunk));
        }
    }

    @Test
    void whatTheSystemWroteIsWhole() {
        VerifyReport report = LogVerifier.verify(log, heads);

        assertThat(report.findings()).isEmpty();
        assertThat(report.totals().projects()).isEqualTo(PROJECTS);
        assertThat(report.totals().values()).isEqualTo(PROJECTS * 3L + 1);
        assertThat(report.totals().unclaimed()).isEqualTo(PROJECTS);
        assertThat(report.totals().unsigned()).isZero();
    }

    @Test
    void everyKindOfTamperingNamesTheRecordAndTheOtherVerifierSaysTheSame(@TempDir Path directory) throws Exception {
        NodeVerifier node = NodeVerifier.find();
        ExportedLog exported = ExportedLog.in(directory);
        Path good = exported.write("good", log, heads);
        assertThat(node.places(exported.publicKey(), List.of(good))).containsExactly(List.of());
        for (Tampering tampering : Tampering.all(log, projects.get(0), projects.get(1))) {
            Path file = exported.write("tampered", tampering.log(), heads);

            VerifyReport report = exported.verify(file);

            assertThat(ExportedLog.places(report))
                    .as("%s", tampering)
                    .containsExactly(tampering.kind() + " " + Topic.EVENTS.name() + "-" + tampering.partition() + "@"
                            + tampering.offset());
            assertThat(node.places(exported.publicKey(), List.of(file)))
                    .as("%s", tampering)
                    .containsExactly(ExportedLog.places(report));
        }
    }

    @Test
    void tenThousandRandomChangesAreAllFoundAndEachNamesTheRecord() {
        long seed = Long.getLong("changes.seed", System.nanoTime());
        Random random = new Random(seed);
        // Without the project of the large value, which would make 10,000 verifications long.
        String large = projects.get(0);
        LogBook small = new LogBook(log.partitions(), 1);
        log.records().stream()
                .filter(it -> !LogBook.text(it).startsWith(large + "/"))
                .forEach(small::take);
        List<SignedHead> signed = small.heads();
        Set<String> claimed = claimed(small);
        List<LogRecord> records =
                small.records().stream().filter(it -> isOfHistory(it, claimed)).toList();
        for (int i = 0; i < CHANGES; i++) {
            LogRecord record = records.get(random.nextInt(records.size()));
            LogRecord changed = Tampering.flipped(record, random);
            LogBook tampered = small.copy().replace(record, changed.key(), changed.value());

            List<Finding> findings = LogVerifier.verify(tampered, signed).findings();

            assertThat(findings)
                    .as("change %d of -Dchanges.seed=%d, of %s", i, seed, LogBook.text(record))
                    .anyMatch(it -> it.partition() == record.partition() && it.offset() == record.offset());
        }
    }

    /** Tombstones, and chunks that no event claims, belong to no history: nothing can be said of them. */
    private static boolean isOfHistory(LogRecord record, Set<String> claimed) {
        if (record.value() == null) {
            return false;
        }
        return !(RecordKey.parse(LogBook.text(record)) instanceof ChunkKey key) || claimed.contains(key.valueId());
    }

    private static Set<String> claimed(LogBook log) {
        return log.records().stream()
                .filter(it -> it.value() != null && RecordKey.parse(LogBook.text(it)) instanceof EventKey)
                .map(it -> WireRecords.CODEC.decode(it.value(), EncryptedEvent.class))
                .filter(it -> it.value() != null)
                .map(it -> it.value().valueId())
                .collect(Collectors.toSet());
    }

    @Test
    void aProjectThatIsGoneIsMissedByItsCheckpoint() {
        String gone = projects.get(1);
        LogBook tampered = log.copy();
        log.records().stream()
                .filter(it -> LogBook.text(it).startsWith(gone + "/"))
                .forEach(tampered::drop);

        assertThat(LogVerifier.verify(tampered, heads).findings())
                .singleElement()
                .matches(it -> it.kind() == FindingKind.TRUNCATED)
                .matches(it -> it.key().equals(new EventKey(gone, 1).text()));
    }

    @Test
    void aLogThatSomebodyWithEveryKeyWroteAnewIsSeenByACheckpointThatWasSavedElsewhere() {
        String project = projects.get(0);
        LogBook forger = new LogBook(log.partitions(), 99);
        for (int i = 0; i < 30; i++) {
            forger.event(project);
        }
        List<SignedHead> saved = heads.stream()
                .filter(it -> it.projectId().equals(project))
                .map(it -> new SignedHead(project, it.sequence(), it.hash(), true))
                .toList();
        List<SignedHead> all = new ArrayList<>(forger.heads());

        assertThat(LogVerifier.verify(forger, all).findings()).isEmpty();
        all.addAll(saved);
        assertThat(LogVerifier.verify(forger, all).findings())
                .singleElement()
                .matches(it -> it.kind() == FindingKind.REWRITTEN)
                .matches(
                        it -> it.key().equals(new EventKey(project, saved.get(0).sequence()).text()));
    }
}
