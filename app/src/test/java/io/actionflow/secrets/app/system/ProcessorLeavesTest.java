package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import io.actionflow.secrets.commands.processor.CommandProcessorService;
import io.actionflow.secrets.commands.processor.ProcessorSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rolling restart stands on. */
class ProcessorLeavesTest {

    private static final int PARTITIONS = 2;

    @Test
    void aProcessorThatIsStoppedIsOutOfItsGroupAtOnceSoThatTheOtherTakesOver(@TempDir Path directory) throws Exception {
        try (EmbeddedFixture broker = BrokerFixture.embedded(directory.resolve("broker"))) {
            broker.createTopics(PARTITIONS);
            TestKeys keys = TestKeys.generate();
            try (CommandProcessorService staying = start(broker, keys, directory.resolve("staying"));
                    Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                CommandProcessorService leaving = start(broker, keys, directory.resolve("leaving"));
                Deadline.seconds(60).await("two members", () -> members(admin).size() == 2);

                assertThat(leaving.close(SystemFixture.PATIENCE)).isTrue();

                assertThat(members(admin)).hasSize(1);
                assertThat(staying.failure()).isEmpty();
            }
        }
    }

    private static CommandProcessorService start(EmbeddedFixture broker, TestKeys keys, Path state) throws Exception {
        ProcessorSettings settings = ProcessorSettings.of(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "state.dir", state.toString()));
        CommandProcessorService started =
                CommandProcessorService.start(settings, keys.processing(), new SimpleMeterRegistry());
        started.awaitRunning(SystemFixture.PATIENCE);
        return started;
    }

    private static List<MemberDescription> members(Admin admin) throws Exception {
        String group = "secret-command-processor";
        return List.copyOf(admin.describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .get()
                .members());
    }
}
