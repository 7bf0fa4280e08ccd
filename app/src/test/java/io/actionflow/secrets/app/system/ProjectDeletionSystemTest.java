package io.actionflow.secrets.app.system;

import static io.actionflow.secrets.app.system.Team.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.disk.DiskSearch;
import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import io.actionflow.secrets.projections.replay.LogReader;
import io.actionflow.secrets.projections.topology.KafkaProjection;
import io.actionflow.secrets.resolver.run.ResolveError;
import io.actionflow.secrets.resolver.run.Resolved;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.DeleteProject;
import io.actionflow.secrets.schemas.command.RotateProjectKey;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deleted project, seen by its Runs, by readers that were there, that were away and that are new, and on the broker's disk. */
final class ProjectDeletionSystemTest {

    @TempDir
    Path directory;

    @Test
    void aDeletedProjectIsGoneForEverybodyAndItsKeysLeaveTheBroker() throws Exception {
        Path brokerDirectory = directory.resolve("broker");
        try (EmbeddedFixture broker = BrokerFixture.embedded(brokerDirectory);
                SystemFixture system = SystemFixture.start(broker, directory)) {
            Team team = Team.in(system);
            team.add(OWNER, "s1", "a name to forget", "a value");
            team.accepted(new RotateProjectKey(team.projectId(), OWNER));
            team.accepted(team.save("flow", Team.binding("s1")));
            team.sync();
            reader(broker, system, "away").close();
            DiskSearch keys = new DiskSearch();
            keysOf(broker, team.projectId()).forEach(key -> keys.lookFor("key", key));
            assertThat(keys.search(List.of(brokerDirectory)).hits())
                    .as("before")
                    .isNotEmpty();

            try (Run run = team.begin("flow")) {
                assertThat(run.resolve(Team.NODE, Team.INPUT)).isInstanceOf(Resolved.Granted.class);
                Accepted deleted = team.accepted(new DeleteProject(team.projectId(), OWNER, team.projectId()));
                system.resolver().awaitSequence(team.projectId(), deleted.sequence() + 1, SystemFixture.PATIENCE);

                assertThat(run.resolve(Team.NODE, Team.INPUT))
                        .isInstanceOfSatisfying(Resolved.Refused.class, it -> assertThat(it.code())
                                .isEqualTo(ResolveError.PROJECT_NOT_FOUND));
            }
            Team.rejected(RejectionCode.PROJECT_NOT_FOUND, team.outcome(new Sync(team.projectId(), OWNER)));
            Team.rejected(RejectionCode.PROJECT_EXISTS, team.outcome(new CreateProject(team.projectId(), OWNER)));

            compactSoon(broker);
            Deadline.seconds(120).await("the keys to leave the broker's files", () -> {
                // A broker begins a new segment only where something is appended: so all partitions are written to.
                for (int i = 0; i < 8; i++) {
                    Team.in(system);
                }
                return keys.search(List.of(brokerDirectory)).hits().isEmpty();
            });

            for (String name : List.of("away", "new")) {
                try (KafkaProjection reader = reader(broker, system, name)) {
                    var left = reader.project(team.projectId()).projectEver();
                    assertThat(left).as(name).isNotNull().satisfies(it -> assertThat(it.deleted())
                            .isTrue());
                    assertThat(left)
                            .isEqualTo(system.projection()
                                    .project(team.projectId())
                                    .projectEver());
                    assertThat(reader.project(team.projectId()).secretEver("s1"))
                            .isNull();
                }
            }
            assertThat(system.replay().histories().get(team.projectId()))
                    .as("what can still be read: the receipt")
                    .hasSize(1);
        }
    }

    private KafkaProjection reader(BrokerFixture broker, SystemFixture system, String name) throws Exception {
        Map<String, Object> kafka = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "state.dir",
                directory.resolve(name).toString(),
                "application.id",
                "secret-resolver-" + name);
        KafkaProjection projection = KafkaProjection.start(kafka, system.keys().reading());
        projection.awaitCaughtUp(SystemFixture.PATIENCE);
        return projection;
    }

    /** The wrapped keys of the project, as they stand on the event log. */
    private static List<byte[]> keysOf(BrokerFixture broker, String projectId) {
        List<byte[]> keys = new ArrayList<>();
        LogReader.read(Map.of("bootstrap.servers", broker.bootstrapServers()), record -> {
            if (RecordKey.parse(record.key()) instanceof GenerationKey key
                    && key.projectId().equals(projectId)) {
                keys.add(record.value());
            }
        });
        assertThat(keys).hasSize(2);
        return keys;
    }

    private static void compactSoon(EmbeddedFixture broker) throws Exception {
        Collection<AlterConfigOp> soon = List.of(
                set("segment.ms", "1000"),
                set("max.compaction.lag.ms", "1000"),
                set("min.cleanable.dirty.ratio", "0.0"));
        try (Admin admin = broker.admin()) {
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, Topic.EVENTS.name()), soon))
                    .all()
                    .get();
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
