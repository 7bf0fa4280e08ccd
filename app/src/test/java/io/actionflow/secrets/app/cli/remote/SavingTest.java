package io.actionflow.secrets.app.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionflow.secrets.app.client.FakeApi;
import io.actionflow.secrets.app.client.FakeApi.Answer;
import io.actionflow.secrets.app.client.FakeApi.Seen;
import io.actionflow.secrets.app.client.KeptContract;
import io.actionflow.secrets.app.disk.DiskSearch;
import io.actionflow.secrets.schemas.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values on their way from a person to the API: byte for byte, and never in plain. */
class SavingTest {

    private static final byte[] VALUE = "s3cr3t-Tr0ub4dor&3-value".getBytes(StandardCharsets.UTF_8);
    private static final String ADD = "POST /v1/projects/weather/secrets";
    private static final String EDIT = "PATCH /v1/projects/weather/secrets/key";

    @TempDir
    private Path directory;

    private FakeApi api;
    private ValueKey key;

    @BeforeEach
    void start() throws Exception {
        key = new ValueKey();
        api = new FakeApi()
                .on("GET /v1/value-key", 200, key.document())
                .on(ADD, 201, "{\"sequence\":2,\"version\":1,\"secretId\":\"key\",\"hints\":[]}")
                .on(EDIT, 200, "{\"sequence\":3,\"version\":2,\"secretId\":\"key\",\"hints\":[]}")
                .onAnyPut(new Answer(204, java.util.Map.of(), new byte[0]));
    }

    @AfterEach
    void stop() {
        api.close();
        KeptContract.ofEditor().assertKeptBy(api.seen());
    }

    private JsonNode body(String route) throws Exception {
        return new JsonMapper().readTree(api.seen(route).get(0).body());
    }

    private byte[] saved(String route) throws Exception {
        return key.openInline("weather", "key", body(route).path("value"));
    }

    private RemoteRun.Setting typing(String... answers) {
        return RemoteRun.on(api).answering(answers);
    }

    @Test
    void aValueIsAskedForTwiceAndSealedBeforeItLeaves() throws Exception {
        RemoteRun run = typing("pässword", "pässword")
                .run("secret", "add", "Weather API key", "--id", "key", "--description", "For forecasts");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("Added secret Weather API key.", "Its id is key");
        assertThat(saved(ADD)).isEqualTo("pässword".getBytes(StandardCharsets.UTF_8));
        assertThat(body(ADD).path("name").asText()).isEqualTo("Weather API key");
        assertThat(body(ADD).path("description").asText()).isEqualTo("For forecasts");
        assertThat(api.seen(ADD).get(0).header("Idempotency-Key")).isPresent();
        assertThat(api.seen(ADD).get(0).header("Authorization")).contains("Bearer to.ke.n");
    }

    @Test
    void noRequestAndNoOutputHoldsTheValueOrTheTokenInAnyEncoding() throws Exception {
        RemoteRun run =
                RemoteRun.on(api).in(VALUE).run("secret", "add", "n", "--id", "key", "--value-stdin", "--verbose");
        RemoteRun large = RemoteRun.on(api)
                .in(repeated(VALUE, Limits.CHUNK_BYTES * 2))
                .run("secret", "edit", "key", "--value-stdin");

        assertThat(saved(ADD)).isEqualTo(VALUE);
        assertThat(large.status()).as(large.err()).isZero();
        Files.writeString(directory.resolve("printed"), run.out() + run.err() + large.out() + large.err());
        assertThat(found("to.ke.n".getBytes(StandardCharsets.UTF_8))).isEmpty();
        for (Seen seen : api.seen()) {
            Files.write(Files.createTempFile(directory, "request", ""), seen.body());
            Files.writeString(Files.createTempFile(directory, "request", ""), seen.uri() + " " + seen.headers());
        }
        assertThat(found(VALUE)).isEmpty();
        // The search would have found it, and the token is where it must be.
        assertThat(found("to.ke.n".getBytes(StandardCharsets.UTF_8))).isNotEmpty();
        Files.write(directory.resolve("control"), VALUE);
        assertThat(found(VALUE)).hasSize(1);
    }

    private List<DiskSearch.Hit> found(byte[] text) throws IOException {
        return new DiskSearch().lookFor("it", text).search(List.of(directory)).hits();
    }

    private static byte[] repeated(byte[] what, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = what[i % what.length];
        }
        return bytes;
    }

    static Stream<byte[]> aFileAndAStreamArriveByteForByte() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return Stream.of(
                all,
                "a\r\nb\r\n".getBytes(StandardCharsets.UTF_8),
                "no final newline".getBytes(StandardCharsets.UTF_8),
                new byte[] {0},
                "\ufeffBOM".getBytes(StandardCharsets.UTF_16LE));
    }

    @ParameterizedTest
    @MethodSource
    void aFileAndAStreamArriveByteForByte(byte[] bytes) throws Exception {
        Path file = Files.write(directory.resolve("value"), bytes);

        RemoteRun.on(api).run("secret", "add", "n", "--id", "key", "--value-file", file.toString());
        RemoteRun.on(api).in(bytes).run("secret", "edit", "key", "--value-stdin");

        assertThat(saved(ADD)).isEqualTo(bytes);
        assertThat(saved(EDIT)).isEqualTo(bytes);
    }

    @Test
    void aLongValueIsSentAheadInChunksThatTheCommandClaims() throws Exception {
        byte[] bytes = new byte[3 * Limits.CHUNK_BYTES + 7];
        new Random(4).nextBytes(bytes);
        Path file = Files.write(directory.resolve("value"), bytes);

        RemoteRun run = RemoteRun.on(api).run("secret", "add", "n", "--id", "key", "--value-file", file.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(key.openUploaded("weather", "key", body(ADD).path("value"), api))
                .isEqualTo(bytes);
        assertThat(api.seen().get(1).uri().getQuery()).isEqualTo("count=4");
        assertThat(run.err()).isEmpty();
    }

    /** It does not fit into memory twice, and its file holds nothing readable and has no name. */
    @Test
    void aStreamOfUnknownLengthIsSentWhateverItsLength() throws Exception {
        byte[] bytes = new byte[9 * 1024 * 1024 + 1];
        new Random(4).nextBytes(bytes);
        try (PipedOutputStream out = new PipedOutputStream();
                InputStream in = new PipedInputStream(out)) {
            Thread writer = new Thread(() -> write(bytes, out));
            writer.start();

            RemoteRun run = RemoteRun.on(api).in(in).showingProgress().run("secret", "edit", "key", "--value-stdin");
            writer.join();

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.err()).contains("sealed and sent 0 of 9 MiB", "sealed and sent 9 of 9 MiB");
            assertThat(key.openUploaded("weather", "key", body(EDIT).path("value"), api))
                    .isEqualTo(bytes);
        }
    }

    private static void write(byte[] bytes, PipedOutputStream out) {
        try (out) {
            out.write(bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aPipeIsReadToItsEndThoughItHasNoSize() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process writer = new ProcessBuilder("sh", "-c", "printf %s 'through a pipe' > \"$0\"", pipe.toString()).start();

        RemoteRun run = RemoteRun.on(api).run("secret", "add", "n", "--id", "key", "--value-file", pipe.toString());

        assertThat(writer.waitFor()).isZero();
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(saved(ADD)).isEqualTo("through a pipe".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anEmptyValueIsRefusedBeforeAnythingIsSaved() throws Exception {
        Path file = Files.write(directory.resolve("value"), new byte[0]);
        List<RemoteRun> runs = List.of(
                RemoteRun.on(api).run("secret", "add", "n", "--value-stdin"),
                RemoteRun.on(api).run("secret", "add", "n", "--value-file", file.toString()),
                typing("", "").run("secret", "add", "n"));

        assertThat(runs).allSatisfy(run -> {
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).startsWith("secrets: VALUE_EMPTY: ").hasLineCount(1);
        });
        assertThat(api.seen()).isEmpty();
    }

    @Test
    void twoDifferentAnswersSaveNothing() {
        RemoteRun run = typing("one", "other").run("secret", "add", "n");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("secrets: VALUES_DIFFER: ").doesNotContain("one ", "other");
        assertThat(api.seen()).isEmpty();
    }

    @Test
    void withoutATerminalNobodyIsAsked() {
        RemoteRun run = RemoteRun.on(api).in(VALUE).run("secret", "add", "n");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("secrets: NO_TERMINAL: ").contains("--value-stdin");
        assertThat(api.seen()).isEmpty();
    }

    @Test
    void aValueIsNoArgument() {
        assertThat(RemoteRun.on(api).run("secret", "add", "n", "the-value").status())
                .isEqualTo(2);
        assertThat(RemoteRun.on(api).run("secret", "add", "n", "--value", "x").status())
                .isEqualTo(2);
        assertThat(RemoteRun.on(api)
                        .run("secret", "add", "n", "--value-stdin=x")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void whatIsOddAboutAValueIsSaidAfterItIsSaved() {
        api.on(ADD, 201, "{\"sequence\":2,\"secretId\":\"key\",\"hints\":[\"TRAILING_NEWLINE\",\"NEW_KIND\"]}");

        RemoteRun run =
                RemoteRun.on(api).in("v\n".getBytes()).run("secret", "add", "n", "--id", "key", "--value-stdin");

        assertThat(run.status()).isZero();
        assertThat(run.err())
                .contains("secrets: warning: The value ends with a newline", "secrets secret edit key --value-prompt")
                .contains("NEW_KIND");
    }

    @Test
    void theApiIsToldWhatOnlyTheSealerCanSee() throws Exception {
        RemoteRun.on(api).in(" v\n".getBytes()).run("secret", "add", "n", "--id", "key", "--value-stdin");

        assertThat(body(ADD).path("value").path("sealed").path("hints").toString())
                .isEqualTo("[\"TRAILING_NEWLINE\",\"SURROUNDING_SPACE\"]");
    }

    @Test
    void aBusyApiIsAskedAgainWithTheSameCommandAndTheSameBytes() {
        api.on(
                ADD,
                Answer.problem(503, "OUTCOME_UNKNOWN", "").with("Retry-After", "0"),
                Answer.json(201, "{\"sequence\":2,\"secretId\":\"key\",\"hints\":[]}"));

        RemoteRun run = RemoteRun.on(api).in(VALUE).run("secret", "add", "n", "--id", "key", "--value-stdin");

        assertThat(run.status()).as(run.err()).isZero();
        Seen first = api.seen(ADD).get(0);
        Seen second = api.seen(ADD).get(1);
        assertThat(second.header("Idempotency-Key"))
                .isEqualTo(first.header("Idempotency-Key"))
                .isPresent();
        assertThat(Arrays.equals(first.body(), second.body())).isTrue();
    }

    @Test
    void anOutcomeThatStaysUnknownNamesTheCommandToSendAgain() {
        api.on(ADD, Answer.problem(503, "OUTCOME_UNKNOWN", "").with("Retry-After", "99"));

        RemoteRun run = RemoteRun.on(api)
                .in(VALUE)
                .run("secret", "add", "n", "--id", "key", "--value-stdin", "--command-id", "c-42");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("secrets: OUTCOME_UNKNOWN: ")
                .contains("--command-id c-42")
                .hasLineCount(1);
        assertThat(api.seen(ADD).get(0).header("Idempotency-Key")).contains("c-42");
    }

    @Test
    void editingChangesWhatIsNamedAndNothingElse() throws Exception {
        RemoteRun run = RemoteRun.on(api)
                .run("secret", "edit", "key", "--rename", "N", "--description", "", "--if-version", "3");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("Changed secret key, now version 2.");
        assertThat(body(EDIT).toString()).isEqualTo("{\"name\":\"N\",\"description\":\"\"}");
        assertThat(api.seen(EDIT).get(0).header("If-Match")).contains("\"3\"");
    }

    @Test
    void editingNothingIsWrongUse() {
        RemoteRun run = RemoteRun.on(api).run("secret", "edit", "key");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("nothing to change");
        assertThat(api.seen()).isEmpty();
    }

    @Test
    void aKeyForAnotherWayOfSealingIsRefused() throws Exception {
        api.on("GET /v1/value-key", 200, key.document().replace("524288", "1024"));

        RemoteRun run = RemoteRun.on(api).in(VALUE).run("secret", "add", "n", "--value-stdin");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("secrets: UNEXPECTED_ANSWER: ");
        assertThat(api.seen(ADD)).isEmpty();
    }
}
