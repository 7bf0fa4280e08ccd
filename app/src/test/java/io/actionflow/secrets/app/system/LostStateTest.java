package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import io.actionflow.secrets.commands.processor.CommandProcessorService;
import io.actionflow.secrets.commands.processor.ProcessorSettings;
import io.actionflow.secrets.commands.processor.TopicsUnfitException;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A processor without its state would take every project for new, and write over the beginning of its history. */
class LostStateTest {

    private static final int PARTITIONS = 2;

    @TempDir
    Path brokerDirectory;

    @TempDir
    Path stateDirectory;

    @Test
    void aProcessorWhoseChangelogIsGoneRefusesToStartOnAnEventLogThatIsNot() {
        TestKeys keys = TestKeys.generate();
        try (EmbeddedFixture broker = BrokerFixture.embedded(brokerDirectory)) {
            broker.createTopics(PARTITIONS);
            try (EventLogWriter log = new EventLogWriter(broker.bootstrapServers(), keys, PARTITIONS)) {
                log.append("p1", new ProjectCreated(new EventMeta("c1", "olga", Instant.ofEpochMilli(1))));
            }
            ProcessorSettings settings = ProcessorSettings.of(
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "state.dir", stateDirectory.toString()));

            assertThatThrownBy(
                            () -> CommandProcessorService.start(settings, keys.processing(), new SimpleMeterRegistry()))
                    .isInstanceOf(TopicsUnfitException.class)
                    .hasMessageContaining("command-state-changelog")
                    .hasMessageContaining("because that of secret-events has some");
        }
    }
}
