package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.client.AccessToken;
import io.actionflow.secrets.app.client.ApiException;
import io.actionflow.secrets.app.client.ApiSettings;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.app.client.ListQuery;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.schemas.Ids;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code secrets dev} as a process of its own: whatever ends it, and whenever, it goes on from there. */
class DevProcessTest {

    private static final long SEED = Long.getLong("secrets.dev.seed", 7);
    private static final long SECONDS = 60;
    private static final int MOST_WRITES = 60;
    private static final String PROJECT = "weather";
    private static final Pattern EDITOR = Pattern.compile("editor API +(http://\\S+)  ");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random(SEED);
    // secretId → the version that was accepted last
    private final Map<String, Long> accepted = new ConcurrentHashMap<>();
    private Path directory;
    private String token = "";

    @BeforeEach
    void in(@TempDir Path fresh) {
        directory = fresh;
    }

    @Test
    void aKillAtAnyMomentOfAWriteLosesNothingThatWasAccepted() throws Exception {
        try (ProcessFixture dev = dev("dev", "data", "127.0.0.1:0")) {
            begin(dev);
            for (int round = 0; round < 3; round++) {
                writeUntil(dev, dev::kill);
                dev.start().awaitReady();
                everythingIsThere(dev);
            }
        }
    }

    @Test
    void aSignalEndsItInGoodOrderWithItsOwnStatus() throws Exception {
        assumeThat(isInterruptIgnored())
                .as("whoever started this test ignores Ctrl-C, and its children inherit that")
                .isFalse();
        try (ProcessFixture dev = dev("dev", "data", "127.0.0.1:0")) {
            begin(dev);
            writeUntil(dev, () -> dev.signal("INT"));
            assertThat(dev.awaitExit(SECONDS)).as(dev.said()).isEqualTo(130);
            dev.start().awaitReady();
            everythingIsThere(dev);
            writeUntil(dev, dev::terminate);
            assertThat(dev.awaitExit(SECONDS)).as(dev.said()).isEqualTo(143);
            dev.start().awaitReady();
            everythingIsThere(dev);
        }
    }

    @Test
    void aSecondOneOnTheSameDirectoryOrPortSaysSoAndDoesTheFirstNoHarm() throws Exception {
        try (ProcessFixture first = dev("first", "data", "127.0.0.1:0");
                ProcessFixture sameData = dev("same-data", "data", "127.0.0.1:0")) {
            begin(first);
            assertThat(sameData.start().awaitExit(SECONDS)).isEqualTo(1);
            assertThat(sameData.said()).contains("BROKER", "is in use by another");

            String taken = server(first).getAuthority();
            try (ProcessFixture samePort = dev("same-port", "other-data", taken)) {
                assertThat(samePort.start().awaitExit(SECONDS)).isEqualTo(1);
                assertThat(samePort.said()).contains("ADDRESS_IN_USE", taken.replace("127.0.0.1", ""));
            }
            EditorApi api = api(first);
            write(api, 0);
            everythingIsThere(first);
        }
    }

    private ProcessFixture dev(String name, String data, String editor) {
        return ProcessFixture.dev(
                directory.resolve(name),
                List.of(
                        "--data",
                        directory.resolve(data).toString(),
                        "--editor-listen",
                        editor,
                        "--resolver-listen",
                        "127.0.0.1:0",
                        "--management-listen",
                        "127.0.0.1:0"));
    }

    /** Starts it for the first time; the token of that time is used ever after. */
    private void begin(ProcessFixture dev) throws Exception {
        dev.start().awaitReady();
        token = Files.readString(directory.resolve("data/tokens/editor")).strip();
        api(dev).createProject(PROJECT, Ids.random());
    }

    private interface Ending {
        void end() throws Exception;
    }

    /** Writes, and has the process ended while it does, after as many answers as chance wants. */
    private void writeUntil(ProcessFixture dev, Ending ending) throws Exception {
        CountDownLatch answers = new CountDownLatch(1 + random.nextInt(MOST_WRITES));
        EditorApi api = api(dev);
        Thread writer = new Thread(() -> {
            try {
                for (int i = 0; ; i++) {
                    write(api, i);
                    answers.countDown();
                }
            } catch (ApiException e) {
                // It has been ended: whether this last one took effect, nobody was told.
                answers.countDown();
            }
        });
        writer.start();
        assertThat(answers.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        ending.end();
        writer.join(Duration.ofSeconds(SECONDS).toMillis());
        assertThat(writer.isAlive()).isFalse();
    }

    private void write(EditorApi api, int number) {
        String secretId = "s-" + number;
        ObjectNode value = JSON.createObjectNode().put("text", "value " + number);
        if (accepted.containsKey(secretId)) {
            ObjectNode changes = JSON.createObjectNode().set("value", value);
            JsonNode edited = api.editSecret(PROJECT, secretId, changes, OptionalLong.empty(), Ids.random());
            accepted.put(secretId, edited.path("version").asLong());
        } else {
            api.addSecret(PROJECT, secretId, secretId, Optional.empty(), value, Ids.random());
            accepted.put(secretId, 1L);
        }
    }

    /** At least as far as it was accepted: one command may have been carried out and nobody told. */
    private void everythingIsThere(ProcessFixture dev) throws Exception {
        Map<String, Long> found = new TreeMap<>();
        api(dev).listSecrets(PROJECT, ListQuery.of(Map.of(), ListQuery.MOST))
                .items()
                .forEach(it -> found.put(
                        it.path("secretId").asText(), it.path("version").asLong()));
        assertThat(accepted).isNotEmpty();
        long more = 0;
        for (Map.Entry<String, Long> each : accepted.entrySet()) {
            assertThat(found).as("seed " + SEED).containsKey(each.getKey());
            more += found.get(each.getKey()) - each.getValue();
            assertThat(found.get(each.getKey())).as(each.getKey()).isGreaterThanOrEqualTo(each.getValue());
        }
        more += found.size() - accepted.size();
        assertThat(more).as("commands that nobody was told of").isLessThanOrEqualTo(1);
        accepted.putAll(found);
    }

    private EditorApi api(ProcessFixture dev) throws Exception {
        return EditorApi.connect(new ApiSettings(
                List.of(server(dev)),
                Optional.of(AccessToken.of(token)),
                Optional.empty(),
                Duration.ofSeconds(SECONDS),
                1));
    }

    private static URI server(ProcessFixture dev) throws Exception {
        Deadline.seconds(SECONDS)
                .await("the address", () -> EDITOR.matcher(dev.said()).find());
        Matcher said = EDITOR.matcher(dev.said());
        assertThat(said.find()).isTrue();
        return URI.create(said.group(1));
    }

    private static boolean isInterruptIgnored() throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "kill -INT $$; echo survived").start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("survived");
    }
}
