package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.topology.KafkaProjection;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import io.actionflow.secrets.projections.topology.ReadTopology;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.record.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The read side against a broker that is there, goes away and comes back. */
class KafkaProjectionTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PARTITIONS = 4;

    private final TestKeys keys = TestKeys.generate();

    @TempDir
    Path brokerDirectory;

    @TempDir
    Path stateDirectory;

    private EmbeddedFixture broker;
    private EventLogWriter log;

    @BeforeEach
    void startBroker() {
        broker = BrokerFixture.embedded(brokerDirectory);
        broker.createTopics(PARTITIONS);
        log = new EventLogWriter(broker.bootstrapServers(), keys, PARTITIONS);
    }

    @AfterEach
    void stopBroker() {
        log.close();
        broker.close();
    }

    @Test
    void anEmptyLogIsCaughtUpWithAndEveryEventAfterwardsIsSeen() throws Exception {
        try (KafkaProjection projection = startProjection()) {
            assertThat(projection.project("p1").project()).isNull();

            log.append("p1", new ProjectCreated(meta("olga")));
            long sequence = log.append("p1", new MemberRoleSet(meta("olga"), "max", Role.MANAGER));

            ProjectEntry project = projection.await("p1", it -> it.sequence() >= sequence, SOON);
            assertThat(project.sequence()).isEqualTo(2);
            assertThat(projection.project("p1").role("max")).isEqualTo(Role.MANAGER);
        }
    }

    @Test
    void aReaderThatStartsAgainContinuesFromWhatItKept() throws Exception {
        appendProjects(20);
        try (KafkaProjection projection = startProjection()) {
            assertThat(projection.project("p7").role("olga")).isEqualTo(Role.OWNER);
        }
        log.append("p7", new MemberRoleSet(meta("olga"), "max", Role.EDITOR));
        try (KafkaProjection projection = startProjection()) {
            assertThat(projection.project("p7").role("max")).isEqualTo(Role.EDITOR);
            assertThat(projection.project("p19").role("olga")).isEqualTo(Role.OWNER);
        }
    }

    @Test
    void theSizeOfTheLogStoreIsEstimated() throws Exception {
        appendProjects(20);
        try (KafkaProjection projection = startProjection()) {
            Deadline.seconds(30)
                    .await("20 records or more", () -> projection.logSize().records() >= 20);
            assertThat(projection.logSize().bytes()).isPositive();
        }
    }

    @Test
    void aProjectionThatWasLostIsFoldedAgainFromTheLogStore() throws Exception {
        appendProjects(20);
        startProjection().close();
        List<Path> lost = storeDirectories(ReadTopology.PROJECTION);
        assertThat(lost).isNotEmpty();
        for (Path directory : lost) {
            deleteRecursively(directory);
        }
        try (KafkaProjection projection = startProjection()) {
            for (int i = 0; i < 20; i++) {
                assertThat(projection.project("p" + i).role("olga")).isEqualTo(Role.OWNER);
            }
        }
    }

    @Test
    void aReaderGoesOnServingWhileTheBrokerIsAwayAndSaysHowOldItsStateIs() throws Exception {
        log.append("p1", new ProjectCreated(meta("olga")));
        try (KafkaProjection projection = startProjection()) {
            broker.broker().stop();
            Instant stopped = Instant.now();
            Deadline.seconds(30)
                    .await(
                            "the state to be known as old",
                            () -> projection.freshness().age(Instant.now()).compareTo(Duration.ofSeconds(2)) > 0);
            assertThat(projection.freshness().asOf()).isBefore(stopped.plusSeconds(1));
            assertThat(projection.project("p1").role("olga")).isEqualTo(Role.OWNER);

            broker.broker().start();
            long sequence = log.append("p1", new MemberRoleSet(meta("olga"), "max", Role.VIEWER));
            projection.await("p1", it -> it.sequence() >= sequence, SOON);
            Deadline.seconds(30)
                    .await(
                            "the state to be fresh",
                            () -> projection.freshness().asOf().isAfter(stopped));
        }
    }

    @Test
    void aGapInAHistoryStopsTheReaderAndNamesTheRecord() throws Exception {
        log.append("p1", new ProjectCreated(meta("olga")));
        try (KafkaProjection projection = startProjection()) {
            log.appendAfterGap("p1", new MemberRoleSet(meta("olga"), "max", Role.VIEWER));
            Deadline.seconds(30).await("the reader to stop", () -> projection.failure() != null);
            assertThatThrownBy(() -> projection.project("p1").project())
                    .isInstanceOf(ProjectionUnavailableException.class)
                    .hasMessageContaining("secret-events-")
                    .hasMessageContaining("@2")
                    .hasMessageContaining("expected event 2 next");
        }
    }

    @Test
    void aReaderThatWasClosedIsUnavailableAndNothingElse() throws Exception {
        KafkaProjection projection = startProjection();
        ProjectView view = projection.project("p1");
        projection.close();
        assertThatThrownBy(() -> projection.project("p1")).isInstanceOf(ProjectionUnavailableException.class);
        assertThatThrownBy(view::project).isInstanceOf(ProjectionUnavailableException.class);
    }

    @Test
    void aReaderOfATopicThatDoesNotExistSaysSo() throws Exception {
        broker.deleteTopics();
        assertThatThrownBy(this::startProjection)
                .isInstanceOf(ProjectionUnavailableException.class)
                .hasMessageContaining("secret-events");
    }

    private KafkaProjection startProjection() throws Exception {
        KafkaProjection projection = KafkaProjection.start(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "state.dir", stateDirectory.toString()),
                keys.reading());
        projection.awaitCaughtUp(SOON);
        return projection;
    }

    private void appendProjects(int count) {
        for (int i = 0; i < count; i++) {
            log.append("p" + i, new ProjectCreated(meta("olga")));
        }
    }

    private static EventMeta meta(String actor) {
        return new EventMeta("c1", actor, Instant.ofEpochMilli(1_000));
    }

    private List<Path> storeDirectories(String store) throws IOException {
        try (Stream<Path> files = Files.walk(stateDirectory)) {
            return files.filter(it -> it.getFileName().toString().equals(store)).toList();
        }
    }

    private static void deleteRecursively(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
