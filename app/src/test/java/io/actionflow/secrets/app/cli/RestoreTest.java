package io.actionflow.secrets.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.config.KeyDirectory;
import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.service.ProcessorService;
import io.actionflow.secrets.app.service.ResolverService;
import io.actionflow.secrets.commands.client.ClientSettings;
import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.commands.client.SecretEdit;
import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.DeleteProject;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system is filled and exported, all but keys and file is thrown away, and comes back from the file. */
class RestoreTest {

    private static final String OWNER = "olga";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path dir;

    /** A broker with a processor and a client. */
    private final class Site implements AutoCloseable {
        final BrokerFixture broker;
        final ProcessorService processor;
        final CommandClient client;
        final Path home;

        Site(String name) throws Exception {
            home = Files.createDirectories(dir.resolve(name));
            broker = BrokerFixture.embedded(Files.createDirectories(home.resolve("broker")));
            broker.createTopics(4);
            processor = ProcessorService.start(kafka("processor"), keys());
            client = CommandClient.connect(
                    ClientSettings.of(Map.of("bootstrap.servers", broker.bootstrapServers())),
                    MetadataCipher.of(keys().metadata()),
                    ValueSealer.of(keys().valuePublic()));
            processor.awaitReady(PATIENCE);
        }

        Map<String, Object> kafka(String state) {
            return Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "state.dir",
                    home.resolve(state).toString());
        }

        Outcome send(Command command) throws Exception {
            return client.send(command).get(60, TimeUnit.SECONDS);
        }

        CommandLineRun audit(String... arguments) {
            List<String> all = new ArrayList<>(List.of("audit"));
            all.addAll(List.of(arguments));
            all.addAll(List.of("--bootstrap-server", broker.bootstrapServers()));
            return CommandLineRun.of(all.toArray(String[]::new));
        }

        @Override
        public void close() {
            client.close();
            processor.close();
            broker.close();
        }
    }

    private KeyFiles keys() {
        return KeyFiles.in(dir.resolve("keys"));
    }

    @Test
    void whatWasExportedComesBackWithItsIdsItsChainAndItsValues() throws Exception {
        KeyDirectory.create(dir.resolve("keys"));
        String file = dir.resolve("backup.log").toString();
        long last;
        try (Site site = new Site("old")) {
            last = fill(site);
            assertThat(site.audit("export", "--to", file).status()).isZero();
        }

        try (Site site = new Site("new")) {
            String[] imported = {"import", "--keys", dir.resolve("keys").toString(), file};
            CommandLineRun run = site.audit(imported);
            assertThat(run.status()).as(run.toString()).isZero();
            assertThat(run.out()).contains("2 projects restored, 0 not", "verified whole");
            CommandLineRun again = site.audit(imported);
            assertThat(again.status()).as("again, nothing changes: " + again).isZero();
            assertThat(site.audit("verify").status()).isZero();

            assertThat(resolved(site)).isEqualTo("value-2");
            assertThat(site.send(new SetMemberRole("weather", OWNER, "max", Role.EDITOR)))
                    .as("the chain goes on")
                    .isEqualTo(new Accepted(last + 1, 2, 0, 0));
            assertThat(((Rejected) site.send(new CreateProject("gone", OWNER))).code())
                    .as("what was deleted stays so")
                    .isEqualTo(RejectionCode.PROJECT_EXISTS);
            assertThat(site.audit("verify").status()).isZero();
            CommandLineRun late = site.audit(imported);
            assertThat(late.status())
                    .as("nothing is written to what has gone on")
                    .isEqualTo(1);
            assertThat(late.out()).contains("PROJECT_EXISTS  weather");
        }
    }

    @Test
    void aFileThatIsNotWholeIsNotSent() throws Exception {
        KeyDirectory.create(dir.resolve("keys"));
        Path file = dir.resolve("backup.log");
        try (Site site = new Site("one")) {
            fill(site);
            site.audit("export", "--to", file.toString());
            String text = Files.readString(file);
            Path cut = Files.writeString(dir.resolve("cut.log"), text.substring(0, text.length() / 2));

            CommandLineRun run =
                    site.audit("import", "--keys", dir.resolve("keys").toString(), cut.toString());

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains("FILE_DAMAGED");
        }
    }

    private long fill(Site site) throws Exception {
        accepted(site.send(new CreateProject("gone", OWNER)));
        accepted(site.send(new CreateProject("weather", OWNER)));
        try (PlainValue plain = PlainValue.copyOf("value-1".getBytes(StandardCharsets.UTF_8))) {
            accepted(site.client
                    .addSecret("weather", OWNER, "key", "name", "", plain)
                    .get(60, TimeUnit.SECONDS));
            accepted(site.client
                    .addSecret("gone", OWNER, "key", "name", "", plain)
                    .get(60, TimeUnit.SECONDS));
        }
        List<Binding> bindings = List.of(new Binding("node", "Call API", "in", "key"));
        accepted(site.send(new SaveActionflow("weather", OWNER, "flow", bindings)));
        accepted(site.send(new Sync("weather", OWNER)));
        try (PlainValue plain = PlainValue.copyOf("value-2".getBytes(StandardCharsets.UTF_8))) {
            accepted(site.client
                    .editSecret(SecretEdit.of("weather", OWNER, "key"), plain)
                    .get(60, TimeUnit.SECONDS));
        }
        accepted(site.send(new DeleteProject("gone", OWNER, "gone")));
        return ((Accepted) site.send(new Sync("weather", OWNER))).sequence();
    }

    private String resolved(Site site) throws Exception {
        try (ResolverService resolver = ResolverService.start(site.kafka("resolver"), keys())) {
            resolver.awaitReady(PATIENCE);
            try (Run run = resolver.resolver().begin("weather", "flow").orElseThrow();
                    SecretValue value = run.resolve("node", "in").orElseThrow()) {
                StringBuilder text = new StringBuilder();
                value.withBytes(bytes -> text.append(StandardCharsets.UTF_8.decode(bytes)));
                return text.toString();
            }
        }
    }

    private static void accepted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Accepted.class);
    }
}
