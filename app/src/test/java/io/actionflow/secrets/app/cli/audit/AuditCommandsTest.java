package io.actionflow.secrets.app.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.cli.Secrets;
import io.actionflow.secrets.app.cli.remote.Surroundings;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.app.client.ResolvedInput;
import io.actionflow.secrets.app.client.ResolverApi;
import io.actionflow.secrets.app.config.KeyDirectory;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.app.fixture.DevFixture;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.record.Role;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What auditors ask, of a system that has lived a little. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VALUE = "planted-hunter2Zq81";
    private static final int RUNS = 20;

    private DevFixture system;
    private Path data;
    private Instant beforeRename;
    private String olga;
    private String worker;

    private record Answer(int status, String out, String err) {

        List<JsonNode> lines() {
            return out.lines().map(Answer::parsed).toList();
        }

        private static JsonNode parsed(String line) {
            try {
                return JSON.readTree(line);
            } catch (java.io.IOException e) {
                throw new AssertionError("No JSON: " + line, e);
            }
        }
    }

    @BeforeAll
    void live(@TempDir Path directory) throws Exception {
        data = directory.resolve("data");
        system = DevFixture.start(data);
        olga = system.person("olga");
        worker = system.worker("acme");
        EditorApi api = system.editor(olga);
        api.createProject("acme", Ids.random());
        api.setMemberRole("acme", "vera", Role.VIEWER, Ids.random());
        ObjectNode value = JSON.createObjectNode().put("text", VALUE);
        api.addSecret("acme", "key", "Old \u001b[31mname", Optional.empty(), value, Ids.random());
        api.addSecret("acme", "idle", "Idle", Optional.empty(), value, Ids.random());
        ObjectNode flow = JSON.createObjectNode();
        ObjectNode node = flow.putArray("nodes").addObject().put("id", "call").put("type", "Call API");
        node.putObject("inputs").putObject("in").put("context", "secret").put("secretId", "key");
        api.saveActionflow("acme", "flow", flow.toString().getBytes(StandardCharsets.UTF_8), Ids.random());
        api.sync("acme", Optional.empty(), Ids.random());
        resolve();
        beforeRename = Instant.now();
        api.editSecret("acme", "key", JSON.createObjectNode().put("name", "New"), OptionalLong.empty(), Ids.random());
    }

    private void resolve() throws Exception {
        ResolverApi resolver = system.resolver(worker);
        Deadline.seconds(60).await("the first Run", () -> {
            try {
                resolver.begin("acme", "flow", OptionalLong.empty());
                return true;
            } catch (io.actionflow.secrets.app.client.ApiException e) {
                return false;
            }
        });
        String run =
                resolver.begin("acme", "flow", OptionalLong.empty()).path("run").asText();
        for (int i = 0; i < RUNS; i++) {
            resolver.resolve(run, "call").forEach(ResolvedInput::close);
        }
    }

    @AfterAll
    void stop() {
        system.close();
    }

    private Answer audit(Path keys, String... arguments) {
        List<String> all = new ArrayList<>(List.of("audit"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bootstrap-server", system.system().bootstrapServers(), "--keys", keys.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                Map.of(
                        "SECRETS_SERVER",
                        system.system().editorAddress().toString(),
                        "SECRETS_RESOLVER",
                        system.system().resolverAddress().toString(),
                        "SECRETS_TOKEN",
                        olga,
                        "SECRETS_RESOLVER_TOKEN",
                        worker),
                InputStream.nullInputStream(),
                Optional.empty(),
                OptionalInt.empty(),
                false,
                false,
                ZoneId.of("UTC"));
        int status = Secrets.run(surroundings, new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
        return new Answer(status, out.toString(), err.toString());
    }

    private Answer audit(String... arguments) {
        return audit(data.resolve("keys"), arguments);
    }

    @Test
    void aHistoryIsToldHarmlesslyAndWithoutAValue() {
        Answer told = audit("replay", "--project", "acme");

        assertThat(told.status()).as(told.err()).isZero();
        assertThat(told.out())
                .contains("added secret 'Old \\u001b[31mname' (key)", "made 'vera' VIEWER", "new name 'New'")
                .doesNotContain(VALUE, "\u001b");
    }

    @Test
    void filtersTakeWhatIsAskedForAndJsonHasItsPlace() {
        List<JsonNode> edits = audit("replay", "--type", "SecretEdited", "--actor", "olga", "--json")
                .lines();

        assertThat(edits).singleElement().satisfies(it -> {
            assertThat(it.path("secrets").path("key").asText()).isEqualTo("Old \u001b[31mname");
            assertThat(it.path("offset").isNumber()).isTrue();
        });
        assertThat(audit("replay", "--until", "PT24H").out()).isEmpty();
    }

    @Test
    void recordsUnderAnotherKeyAreNamedWithTheirPlaceAndTheRestIsTold(@TempDir Path other) throws Exception {
        KeyDirectory.create(other.resolve("keys"));
        Answer told = audit(other.resolve("keys"), "replay", "--project", "acme");

        assertThat(told.status()).isEqualTo(1);
        assertThat(told.out()).contains("UNKNOWN_KEY at secret-events-");
        assertThat(told.err()).contains("UNREADABLE: 7 event records could not be opened");
    }

    @Test
    void theStateOfAMomentIsWhatItWasThen() {
        JsonNode then = audit("at", beforeRename.toString(), "--project", "acme", "--json")
                .lines()
                .get(0);
        JsonNode now = audit("at", "now", "--project", "acme", "--json").lines().get(0);

        assertThat(then.path("sequence").asLong()).isEqualTo(6);
        assertThat(now.path("sequence").asLong()).isEqualTo(7);
        assertThat(then.path("secrets").findValuesAsText("name")).containsExactly("Idle", "Old \u001b[31mname");
        assertThat(now.path("secrets").findValuesAsText("name")).containsExactly("Idle", "New");
        assertThat(then.path("uses").findValuesAsText("state")).containsExactly("ACTIVE");
    }

    @Test
    void usageCountsEveryResolveAndNamesWhatNeverWas() throws Exception {
        Deadline.seconds(60)
                .await("the sum to be published", () -> counts().equals(Map.of("key", (long) RUNS, "idle", 0L)));
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new java.util.TreeMap<>();
        audit("usage", "--project", "acme", "--json")
                .lines()
                .forEach(it -> counts.put(
                        it.path("secretId").asText(), it.path("count").asLong()));
        return counts;
    }

    @Test
    void whatBothServicesServeIsWhatTheLogGives() throws Exception {
        Deadline.seconds(60).await("both to stand at the last event", () -> {
            Answer verified = audit("verify", "--project", "acme", "--state", "--json");
            assertThat(verified.status()).as(verified.out() + verified.err()).isZero();
            return verified.lines().stream()
                            .filter(it -> it.path("sequence").asLong() == 7
                                    && it.path("same").asBoolean())
                            .count()
                    == 2;
        });
    }
}
