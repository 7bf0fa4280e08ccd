package io.actionflow.secrets.app.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.config.KeyDirectory;
import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.service.ProcessorService;
import io.actionflow.secrets.commands.client.ClientSettings;
import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.commands.client.SecretEdit;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A broker's topics, keys, a processor and an editor: what resolvers live on. */
final class EditingSide implements AutoCloseable {

    static final int PARTITIONS = 4;
    static final String FLOW = "daily-forecast";
    static final String NODE = "call-api";
    static final String INPUT = "apiKey";

    private static final String OWNER = "olga";
    private static final String SECRET = "key";

    final BrokerFixture broker;
    final Path keys;
    private final ProcessorService processor;
    private final CommandClient client;

    EditingSide(BrokerFixture broker, Path directory) throws Exception {
        this.broker = broker;
        this.keys = directory.resolve("keys");
        broker.createTopics(PARTITIONS);
        KeyDirectory.create(keys);
        KeyFiles files = KeyFiles.in(keys);
        Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
        processor = ProcessorService.start(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "state.dir",
                        directory.resolve("processor").toString()),
                files);
        client = CommandClient.connect(
                ClientSettings.of(kafka), MetadataCipher.of(files.metadata()), ValueSealer.of(files.valuePublic()));
        processor.awaitReady(Duration.ofMinutes(1));
    }

    /** A project with one active Actionflow whose node binds the value. */
    void createActive(String projectId, String value) throws Exception {
        accepted(new CreateProject(projectId, OWNER));
        try (PlainValue plain = PlainValue.copyOf(value.getBytes(StandardCharsets.UTF_8))) {
            accepted(client.addSecret(projectId, OWNER, SECRET, "name", "", plain));
        }
        accepted(new SaveActionflow(projectId, OWNER, FLOW, List.of(new Binding(NODE, "Call API", INPUT, SECRET))));
        accepted(new Sync(projectId, OWNER));
    }

    /** Gives the secret another value and makes it active. */
    void change(String projectId, String value) throws Exception {
        try (PlainValue plain = PlainValue.copyOf(value.getBytes(StandardCharsets.UTF_8))) {
            accepted(client.editSecret(SecretEdit.of(projectId, OWNER, SECRET), plain));
        }
        accepted(new Sync(projectId, OWNER));
    }

    private void accepted(Command command) throws Exception {
        accepted(client.send(command));
    }

    private static void accepted(CompletableFuture<Outcome> outcome) throws Exception {
        assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Accepted.class);
    }

    @Override
    public void close() {
        client.close();
        processor.close();
    }
}
