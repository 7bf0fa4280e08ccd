package io.actionflow.secrets.app.system;

import static io.actionflow.secrets.app.system.Team.MANAGER;
import static io.actionflow.secrets.app.system.Team.binding;
import static io.actionflow.secrets.app.system.Team.outcome;
import static io.actionflow.secrets.app.system.Team.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import io.actionflow.secrets.commands.client.ClientSettings;
import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.commands.client.SecretEdit;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Any characters, any length up to the limits; beyond them a clear answer before anything is sent. */
class AnyCharactersAnyLengthTest {

    private static final String PROJECT = "project";
    private static final String LONE = "a lone \ud800 surrogate";
    private static final String LONGEST = "x".repeat(Limits.MAX_TEXT_BYTES);

    private final TestKeys keys = TestKeys.generate();

    @TempDir
    Path directory;

    /** The promise is a heap of 512 MiB in each process: here all of them share one. */
    @Test
    void whateverIsStoredComesBackExactlyWithAHeapOf512MebibytesForAllTogether(TestReporter report) throws Exception {
        try (EmbeddedFixture broker = BrokerFixture.embedded(directory.resolve("broker"))) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LengthsProcess.class.getName(),
                            broker.bootstrapServers(),
                            directory.resolve("state").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile())
                    .start();
            try {
                assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            } finally {
                process.destroyForcibly();
            }
        }
        report.publishEntry(Files.readString(directory.resolve("output")));
        assertThat(directory.resolve("output"))
                .content()
                .contains(
                        "hostile texts: " + LengthsProcess.hostile().size(),
                        "long texts: name and description of 8388608 bytes each",
                        "value: 1 bytes",
                        "value: 524287 bytes",
                        "value: 524288 bytes",
                        "value: 524289 bytes",
                        "value: 67108864 bytes",
                        "heap: at most 512 MiB")
                .doesNotContain("OutOfMemoryError");
    }

    @Test
    void whatExceedsALimitIsMalformedAndNamesTheFieldBeforeAnythingIsSent() throws Exception {
        try (CommandClient client = withoutBroker()) {
            assertField("name", add(client, LONGEST + "x", ""));
            assertField("description", add(client, "name", LONGEST + "x"));
            assertField("command", add(client, LONGEST, LONGEST));
            assertField("name", add(client, "\u20ac".repeat(Limits.MAX_TEXT_BYTES / 3 + 1), ""));
            String person = "p".repeat(Limits.MAX_PERSON_BYTES + 1);
            assertField("actor", outcome(client.send(new Sync(PROJECT, person))));
            assertField("member", outcome(client.send(member(person))));
            assertField("bindings", outcome(client.send(tooManyBindings())));
            assertField("projectId", outcome(client.send(new Sync("p".repeat(256), MANAGER))));
            try (PlainValue value = PlainValue.ofStream(InputStream.nullInputStream(), Limits.MAX_VALUE_BYTES + 1)) {
                assertField("value", outcome(client.addSecret(PROJECT, MANAGER, "secret", "name", "", value)));
            }
        }
    }

    @Test
    void textThatIsNotUnicodeIsMalformedAndNeverChanged() throws Exception {
        try (CommandClient client = withoutBroker()) {
            assertField("name", add(client, LONE, ""));
            assertField("description", add(client, "name", "\udc00" + LONE));
            SecretEdit edit = SecretEdit.of(PROJECT, MANAGER, "secret").named(LONE);
            assertField("name", outcome(client.editSecret(edit)));
            assertField("actor", outcome(client.send(new Sync(PROJECT, LONE))));
            assertField("member", outcome(client.send(member(LONE))));
            assertField("bindings.nodeId", save(client, new Binding(LONE, "Call API", "key", "secret")));
            assertField("bindings.nodeType", save(client, new Binding("node", LONE, "key", "secret")));
            assertField("bindings.input", save(client, new Binding("node", "Call API", LONE, "secret")));
        }
    }

    /** It can't send: what it answers, it answers by itself. */
    private CommandClient withoutBroker() {
        return CommandClient.connect(
                ClientSettings.of(Map.of("bootstrap.servers", "127.0.0.1:1")), keys.cipher(), keys.sealer());
    }

    private static void assertField(String field, Outcome answer) {
        Rejected rejected = rejected(RejectionCode.MALFORMED, answer);
        assertThat(rejected.field()).isEqualTo(field);
        assertThat(rejected.message()).startsWith("Expected ").hasSizeLessThan(400);
    }

    private static Outcome add(CommandClient client, String name, String description) throws Exception {
        try (PlainValue value = PlainValue.copyOf(new byte[] {1})) {
            return outcome(client.addSecret(PROJECT, MANAGER, "secret", name, description, value));
        }
    }

    private static Outcome save(CommandClient client, Binding binding) throws Exception {
        return outcome(client.send(new SaveActionflow(PROJECT, MANAGER, "flow", List.of(binding))));
    }

    private static Command member(String member) {
        return new SetMemberRole(PROJECT, MANAGER, member, Role.VIEWER);
    }

    private static Command tooManyBindings() {
        return new SaveActionflow(
                PROJECT, MANAGER, "flow", Collections.nCopies(Limits.MAX_LIST_ITEMS + 1, binding("secret")));
    }
}
