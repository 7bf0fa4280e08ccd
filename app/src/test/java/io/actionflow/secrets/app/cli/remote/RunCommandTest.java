package io.actionflow.secrets.app.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.client.FakeApi;
import io.actionflow.secrets.app.client.FakeApi.Answer;
import io.actionflow.secrets.app.client.KeptContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker in one line, with a real command. */
class RunCommandTest {

    private static final byte[] EVERY_BYTE = everyByte();

    @TempDir
    private Path directory;

    private FakeApi api;

    @BeforeEach
    void start() throws Exception {
        api = new FakeApi()
                .on(
                        "POST /v1/runs",
                        201,
                        "{\"run\":\"tok\",\"runId\":\"r\",\"projectId\":\"weather\",\"actionflowId\":\"flow\","
                                + "\"version\":1,\"sync\":1,\"asOf\":\"2026-07-01T10:00:00Z\"}")
                .on("POST /v1/runs/end", new Answer(204, Map.of(), new byte[0]));
        values("apiKey", "pä$$ \"word\"\n".getBytes(StandardCharsets.UTF_8), "API key", "two".getBytes());
    }

    @AfterEach
    void stop() {
        api.close();
        KeptContract.ofResolver().assertKeptBy(api.seen());
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    /** The node binds these: name, bytes, name, bytes. */
    private void values(Object... namesAndBytes) {
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < namesAndBytes.length; i += 2) {
            String value = Base64.getEncoder().encodeToString((byte[]) namesAndBytes[i + 1]);
            values.append(i == 0 ? "" : ",")
                    .append("{\"input\":\"" + namesAndBytes[i] + "\",\"secretId\":\"s\",\"value\":\"" + value + "\"}");
        }
        api.on("POST /v1/runs/resolve", 200, "{\"values\":[" + values + "]}");
    }

    private RunProcess start(Map<String, String> environment, String... optionsAndCommand) throws Exception {
        String[] arguments = Stream.concat(Stream.of("run", "flow", "--node", "n"), Stream.of(optionsAndCommand))
                .toArray(String[]::new);
        return RunProcess.start(api, directory, environment, arguments);
    }

    private RunProcess start(String... optionsAndCommand) throws Exception {
        return start(Map.of(), optionsAndCommand);
    }

    private void assertEnded() {
        assertThat(api.seen("POST /v1/runs/end")).hasSize(1).allSatisfy(seen -> assertThat(seen.text())
                .isEqualTo("{\"run\":\"tok\"}"));
    }

    @Test
    void theCommandGetsTheValuesAndNoTokenAndItsStatusIsOurs() throws Exception {
        try (RunProcess run = start(
                Map.of("OURS", "kept", "SECRETS_RESOLVER_TOKEN", "re.sol.ver"),
                "--",
                "sh",
                "-c",
                "printf '%s|' \"$apiKey\" \"$API_KEY\" \"$OURS\"; env; exit 42")) {
            assertThat(run.exitStatus()).as(run.err()).isEqualTo(42);

            assertThat(run.out())
                    .startsWith("pä$$ \"word\"\n|two|kept|")
                    .doesNotContain("to.ke.n", "re.sol.ver", "SECRETS_TOKEN", "CLASSPATH");
            assertThat(run.err()).isEmpty();
            assertThat(api.seen())
                    .allSatisfy(seen -> assertThat(seen.header("Authorization")).contains("Bearer re.sol.ver"));
            assertThat(api.seen().get(0).text()).isEqualTo("{\"projectId\":\"weather\",\"actionflowId\":\"flow\"}");
            assertThat(api.seen().get(1).text()).isEqualTo("{\"run\":\"tok\",\"nodeId\":\"n\"}");
            assertEnded();
        }
    }

    @Test
    void aCommandThatASignalEndsGivesItsNumber() throws Exception {
        try (RunProcess run = start("--", "sh", "-c", "kill -KILL $$")) {
            assertThat(run.exitStatus()).as(run.err()).isEqualTo(137);
            assertEnded();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void aSignalGoesToTheCommandWhichDecides(String signal) throws Exception {
        String command = "trap 'echo caught; exit 7' " + signal + "; echo up; while :; do sleep 0.05; done";
        try (RunProcess run = start("--", "sh", "-c", command)) {
            run.awaitPrinted("up");

            assertThat(run.signal(signal).exitStatus()).as(run.err()).isEqualTo(7);
            assertThat(run.out()).contains("caught");
            assertEnded();
        }
    }

    @Test
    void anyBytesGoIntoAPrivateFileThatIsGoneAfterwards() throws Exception {
        values("key", EVERY_BYTE);
        Path copy = directory.resolve("copy");
        try (RunProcess run = start(
                "--file",
                "key=KEY_FILE",
                "--",
                "sh",
                "-c",
                "stat -c '%a %n' \"$KEY_FILE\"; cp \"$KEY_FILE\" " + copy)) {
            assertThat(run.exitStatus()).as(run.err()).isZero();

            assertThat(Files.readAllBytes(copy)).isEqualTo(EVERY_BYTE);
            assertThat(run.out()).startsWith("600 " + directory.resolve("secrets"));
            assertThat(Path.of(run.out().strip().substring(4))).doesNotExist();
            assertThat(Path.of(run.out().strip().substring(4)).getParent()).doesNotExist();
        }
    }

    @Test
    void whatCannotBeAVariableIsRefusedBeforeTheCommandStarts() throws Exception {
        for (byte[] unfit : List.of(
                new byte[] {'a', 0, 'b'},
                new byte[] {(byte) 0xff},
                "x".repeat(200_000).getBytes())) {
            values("key", unfit);
            try (RunProcess run = start("--", "echo", "started")) {
                assertThat(run.exitStatus()).isEqualTo(1);
                assertThat(run.err()).startsWith("secrets: VALUE_UNFIT: ").contains("--file 'key=NAME'");
                assertThat(run.out()).isEmpty();
            }
        }
    }

    @Test
    void aLocaleThatWouldChangeTheValueIsRefused() throws Exception {
        try (RunProcess run = start(Map.of("LC_ALL", "POSIX"), "--", "echo", "started")) {
            assertThat(run.exitStatus()).isEqualTo(1);
            assertThat(run.err()).contains("VALUE_UNFIT", "LC_ALL=C.UTF-8");
        }
    }

    @Test
    void aBindingWithoutAValueStartsNothingAndSaysWhich() throws Exception {
        api.on(
                "POST /v1/runs/resolve",
                200,
                "{\"values\":[{\"input\":\"apiKey\",\"secretId\":\"s\","
                        + "\"error\":{\"code\":\"SECRET_DELETED\",\"detail\":\"It is gone.\"}}]}");
        try (RunProcess run = start("--", "echo", "started")) {
            assertThat(run.exitStatus()).isEqualTo(1);
            assertThat(run.err()).startsWith("secrets: SECRET_DELETED: Input 'apiKey' got no value: It is gone.");
            assertThat(run.out()).isEmpty();
            assertEnded();
        }
    }

    @Test
    void aNodeThatBindsNothingIsWarnedOfBecauseItMayBeMisspelt() throws Exception {
        api.on("POST /v1/runs/resolve", 200, "{\"values\":[]}");
        try (RunProcess run = start("--", "echo", "started")) {
            assertThat(run.exitStatus()).isZero();
            assertThat(run.out()).startsWith("started");
            assertThat(run.err()).contains("node 'n' binds no secret", "secrets actionflow show flow");
        }
    }

    @Test
    void aCommandThatIsNotThereGivesTheStatusThatShellsGive() throws Exception {
        try (RunProcess missing = start("--", "no-such-command");
                RunProcess unfit = start("--", directory.toString())) {
            assertThat(missing.exitStatus()).isEqualTo(127);
            assertThat(missing.err()).startsWith("secrets: NOT_STARTED: ").hasLineCount(1);
            assertThat(unfit.exitStatus()).isEqualTo(126);
        }
    }

    @Test
    void aRunThatCannotBeBegunStartsNothing() throws Exception {
        api.on("POST /v1/runs", Answer.problem(409, "NOT_ACTIVE", ""));
        try (RunProcess run = start("--version", "3", "--", "echo", "started")) {
            assertThat(run.exitStatus()).isEqualTo(1);
            assertThat(run.err()).startsWith("secrets: NOT_ACTIVE: ").contains("secrets sync --wait");
            assertThat(run.out()).isEmpty();
            assertThat(api.seen().get(0).text()).contains("\"version\":3");
        }
    }

    @Test
    void aRunThatCannotBeEndedDoesNotChangeTheCommandsStatus() throws Exception {
        api.on("POST /v1/runs/end", Answer.problem(503, "UNAVAILABLE", "").with("Retry-After", "99"));
        try (RunProcess run = start("--", "true")) {
            assertThat(run.exitStatus()).isZero();
            assertThat(run.err()).contains("secrets: warning: the Run could not be ended");
        }
    }

    @Test
    void optionsOfTheCommandAreItsOwn() throws Exception {
        try (RunProcess run = start("--", "echo", "--help", "@x", "--", "-n")) {
            assertThat(run.exitStatus()).as(run.err()).isZero();
            assertThat(run.out()).isEqualTo("--help @x -- -n\n");
        }
    }

    @Test
    void valuesNeverShowInWhatThisProcessSays() throws Exception {
        values("key", "tr0ub4dor\0".getBytes());
        try (RunProcess run = start("--verbose", "--", "true")) {
            assertThat(run.exitStatus()).isEqualTo(1);
            assertThat(run.err()).contains("VALUE_UNFIT", "\tat ").doesNotContain("tr0ub4dor");
        }
        api.on(
                "POST /v1/runs/resolve",
                200,
                "{\"values\":[{\"input\":\"key\",\"secretId\":\"s\",\"value\":\"tr0ub4dor*\"}]}");
        try (RunProcess run = start("--verbose", "--", "true")) {
            assertThat(run.exitStatus()).isEqualTo(1);
            assertThat(run.err()).contains("UNEXPECTED_ANSWER", "\tat ").doesNotContain("tr0ub4dor");
        }
        assertThat(Arrays.asList(directory.toFile().list())).noneMatch(name -> name.startsWith("secrets"));
    }
}
