package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import io.actionflow.secrets.commands.client.ClientSettings;
import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.commands.client.NewSecret;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.commands.client.SecretEdit;
import io.actionflow.secrets.commands.processor.CommandProcessorService;
import io.actionflow.secrets.commands.processor.ProcessorSettings;
import io.actionflow.secrets.commands.processor.TopicsUnfitException;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Client, processor and broker together: a command in, its outcome back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandRoundTripTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String OWNER = "olga@example.com";

    private final TestKeys keys = TestKeys.generate();
    private EmbeddedFixture broker;
    private CommandProcessorService processor;
    private CommandClient client;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        broker = BrokerFixture.embedded(directory.resolve("broker"));
        broker.createTopics(4);
        processor = CommandProcessorService.start(
                ProcessorSettings.of(Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "state.dir",
                        directory.resolve("processor").toString())),
                keys.processing(),
                new SimpleMeterRegistry());
        processor.awaitRunning(SOON);
        client = CommandClient.connect(
                ClientSettings.of(Map.of("bootstrap.servers", broker.bootstrapServers())),
                keys.cipher(),
                keys.sealer());
    }

    @AfterAll
    void stop() {
        client.close();
        processor.close();
        broker.close();
    }

    @Test
    void aSecretIsAddedAndItsValueOfSeveralChunksClaimed() throws Exception {
        String project = newProject();

        assertThat(add(project, "secret-1", "name", 2 * Limits.CHUNK_BYTES + 1)).isEqualTo(new Accepted(2, 0, 1, 0));
        assertThat(outcome(client.send(new Sync(project, OWNER)))).isEqualTo(new Accepted(3, 1, 0, 1));
    }

    @Test
    void aRejectionComesBackAsData() throws Exception {
        String project = newProject();
        add(project, "secret-1", "name", 5);

        assertThat(add(project, "secret-2", "name", 5))
                .isInstanceOfSatisfying(
                        Rejected.class, it -> assertThat(it.code()).isEqualTo(RejectionCode.NAME_TAKEN));
    }

    @Test
    void aCommandThatIsSentAgainBringsItsFirstOutcomeAndChangesNothing() throws Exception {
        String project = newProject();
        String commandId = Ids.random();
        NewSecret secret = new NewSecret(project, OWNER, "secret-1", "name", "");
        try (PlainValue value = PlainValue.copyOf(new byte[] {1, 2, 3})) {
            Outcome first = outcome(client.addSecret(commandId, secret, value));
            client.editSecret(SecretEdit.of(project, OWNER, "secret-1").named("other"));

            assertThat(outcome(client.addSecret(commandId, secret, value))).isEqualTo(first);
        }
        assertThat(outcome(client.send(new Sync(project, OWNER))).sequence()).isEqualTo(4);
    }

    @Test
    void manyCommandsOfManyProjectsInFlightAreAllAnswered() throws Exception {
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(client.send(new CreateProject("many-" + i, OWNER)));
        }
        for (CompletableFuture<Outcome> answer : answers) {
            assertThat(outcome(answer)).isEqualTo(new Accepted(1, 0, 0, 0));
        }
    }

    @Test
    void aProcessorRefusesToStartWithoutItsTopicsAndNamesThem(@TempDir Path directory) throws Exception {
        try (EmbeddedFixture empty = BrokerFixture.embedded(directory)) {
            ProcessorSettings settings = ProcessorSettings.of(Map.of("bootstrap.servers", empty.bootstrapServers()));

            assertThatThrownBy(
                            () -> CommandProcessorService.start(settings, keys.processing(), new SimpleMeterRegistry()))
                    .isInstanceOf(TopicsUnfitException.class)
                    .hasMessageContainingAll("secret-commands", "secret-command-results", "secret-events");
        }
    }

    private String newProject() throws Exception {
        String project = "project-" + Ids.random();
        assertThat(outcome(client.send(new CreateProject(project, OWNER)))).isEqualTo(new Accepted(1, 0, 0, 0));
        return project;
    }

    private Outcome add(String project, String secretId, String name, int length) throws Exception {
        byte[] bytes = new byte[length];
        bytes[0] = 7;
        try (PlainValue value = PlainValue.copyOf(bytes)) {
            return outcome(client.addSecret(project, OWNER, secretId, name, "", value));
        }
    }

    private static Outcome outcome(CompletableFuture<Outcome> answer) throws Exception {
        return answer.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
}
