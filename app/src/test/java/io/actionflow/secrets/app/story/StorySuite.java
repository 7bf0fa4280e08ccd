package io.actionflow.secrets.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.story.Http.Answer;
import io.actionflow.secrets.schemas.Ids;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The story; each test has a project of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StorySuite {

    static final String FLOW =
            "{\"nodes\":[{\"id\":\"call-api\",\"type\":\"Call API\",\"inputs\":{\"apiKey\":{\"context\":\"secret\",\"secretId\":\"key\"}}}]}";
    private static final String NOTHING_BOUND = "{\"nodes\":[]}";

    private Path directory;
    private Place place;
    private Http http;

    abstract Place open(Path directory) throws Exception;

    @BeforeAll
    void begin(@TempDir Path temporary) throws Exception {
        directory = temporary;
        place = open(directory);
        http = Http.of(place);
    }

    @AfterAll
    void close() throws Exception {
        if (place != null) {
            place.close();
        }
    }

    @Test
    void theLifeOfASecretFromTheCommandLine() throws Exception {
        String project = newId();
        Cli olga = Cli.of(place, directory, project, "olga");
        Cli vic = Cli.of(place, directory, project, "vic");
        Path flow = Files.writeString(
                directory.resolve("flow.json"), FLOW.replace("{\"nodes\"", "{\"actionflowId\":\"forecast\",\"nodes\""));
        byte[] value = "s3cr3t-\u00e4\n of the story".getBytes(StandardCharsets.UTF_8);

        assertDone(olga.run("project", "create", project));
        assertDone(olga.run("member", "set", "vic", "VIEWER"));
        assertDone(olga.run(value, "secret", "add", "Weather API key", "--id", "key", "--value-stdin"));
        assertDone(olga.run("actionflow", "save", flow.toString()));
        assertThat(vic.run("secret", "list").out()).contains("Weather API key", "ADDED");
        assertFailed(vic.run("secret", "delete", "key", "--yes"), "PERMISSION_DENIED");
        assertFailed(run(olga, "cat"), "NOT_ACTIVE");
        assertThat(olga.run("sync", "--preview").out()).contains("key", "forecast");
        assertThat(assertDone(olga.run("sync", "--wait")).out()).contains("2 of 2");
        Cli.Ended ran = run(olga, "printf %s \"$apiKey\"; exit 7");
        assertThat(ran.status()).as(ran.err()).isEqualTo(7);
        assertThat(ran.out()).isEqualTo(new String(value, StandardCharsets.UTF_8));
        assertFailed(olga.run("secret", "delete", "key", "--yes"), "SECRET_BOUND");
    }

    @Test
    void aValueArrivesByteForByteInEachForm() throws Exception {
        String project = newProject();
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        String base64 = Base64.getEncoder().encodeToString(bytes);

        add(project, "key", "{\"base64\":\"" + base64 + "\"}");
        save(project, FLOW);
        sync(project);
        assertThat(resolve(begin(0, project), 1)).isEqualTo(bytes);
        edit(project, "key", "{\"text\":\"tr\\u00e8s secret\\n\"}");
        sync(project);
        assertThat(resolve(begin(1, project), 0)).isEqualTo("très secret\n".getBytes(StandardCharsets.UTF_8));
        JsonNode secret =
                editor(1, "GET", "/v1/projects/" + project + "/secrets/key", "").json();
        assertThat(secret.path("hints").toString()).contains("TRAILING_NEWLINE");
        assertThat(secret.path("state").asText()).isEqualTo("ACTIVE");
        assertThat(secret.toString()).doesNotContain("secret\\n");
    }

    @Test
    void aRunSeesOneSyncFromItsBeginningToItsEndOnEveryInstance() throws Exception {
        String project = newProject();
        add(project, "key", "{\"text\":\"first\"}");
        save(project, FLOW);
        sync(project);
        String run = begin(0, project);
        edit(project, "key", "{\"text\":\"second\"}");
        assertThat(resolve(begin(1, project), 1))
                .as("nothing takes effect before Sync")
                .asString()
                .isEqualTo("first");
        sync(project);
        assertThat(resolve(run, 0)).asString().isEqualTo("first");
        assertThat(resolve(run, 1)).asString().isEqualTo("first");
        assertThat(resolve(begin(1, project), 0)).asString().isEqualTo("second");
    }

    @Test
    void aDeletedSecretStaysUsableUntilTheSyncThatUnbindsItAndOldVersionsAreToldSo() throws Exception {
        String project = newProject();
        add(project, "key", "{\"text\":\"first\"}");
        save(project, FLOW);
        sync(project);
        save(project, NOTHING_BOUND);
        assertThat(editor(0, "DELETE", "/v1/projects/" + project + "/secrets/key", "")
                        .status())
                .isEqualTo(200);
        assertThat(resolve(begin(0, project), 0)).asString().isEqualTo("first");
        assertThat(editor(1, "GET", "/v1/projects/" + project + "/secrets", "")
                        .json()
                        .at("/secrets/0/state")
                        .asText())
                .isEqualTo("DELETING");
        sync(project);
        Answer begun = worker(
                0,
                project,
                "/v1/runs",
                "{\"projectId\":\"" + project + "\",\"actionflowId\":\"forecast\",\"version\":1}");
        Answer resolved = worker(
                1, project, "/v1/runs/resolve", asking(begun.json().path("run").asText()));
        assertThat(resolved.status()).isEqualTo(410);
        assertThat(resolved.code()).isEqualTo("SECRET_DELETED");
    }

    @Test
    void whatIsRefusedSaysWhyWithACode() throws Exception {
        String project = newProject();
        add(project, "key", "{\"text\":\"first\"}");
        String secrets = "/v1/projects/" + project + "/secrets";
        assertRefused(editor(0, "POST", secrets, "{\"name\":\"\",\"value\":{\"text\":\"x\"}}"), 422, "NAME_EMPTY");
        assertRefused(editor(0, "POST", secrets, "{\"name\":\"key\",\"value\":{\"text\":\"x\"}}"), 409, "NAME_TAKEN");
        assertRefused(
                editor(1, "PATCH", secrets + "/key", "{\"name\":\"n\"}", "If-Match", "\"9\""), 412, "STALE_VERSION");
        assertRefused(editor(1, "PATCH", secrets + "/none", "{\"name\":\"n\"}"), 404, "SECRET_NOT_FOUND");
        assertRefused(editor(0, "GET", "/v1/projects/none-" + project, ""), 404, "PROJECT_NOT_FOUND");
        save(project, FLOW);
        Answer bound = editor(0, "DELETE", secrets + "/key", "");
        assertRefused(bound, 409, "SECRET_BOUND");
        assertThat(bound.json().at("/usages/0/nodeId").asText()).isEqualTo("call-api");
        String output = FLOW.replace("Call API", "Output");
        assertRefused(
                editor(0, "PUT", "/v1/projects/" + project + "/actionflows/out", output), 422, "OUTPUT_NODE_BINDING");
    }

    @Test
    void nobodyComesInWithoutATokenThatIsMeantForThem() throws Exception {
        String project = newProject();
        URI editor = place.editors().get(0);
        String path = "/v1/projects/" + project;
        String worker = place.workerToken(Set.of(project));
        String expired = place.editorToken("olga", Duration.ofHours(-1));
        String none = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJvbGdhIn0.";

        for (String token : new String[] {"", "x", worker, expired, none}) {
            assertRefused(http.send("GET", editor, path, token, ""), 401, "UNAUTHENTICATED");
        }
        String stranger = place.editorToken("stranger", Duration.ofHours(1));
        assertRefused(http.send("GET", editor, path, stranger, ""), 403, "PERMISSION_DENIED");
        String other = place.workerToken(Set.of("other"));
        String body = "{\"projectId\":\"" + project + "\",\"actionflowId\":\"forecast\"}";
        assertRefused(http.send("POST", place.resolvers().get(0), "/v1/runs", other, body), 403, "PROJECT_NOT_ALLOWED");
        assertThat(place.said()).doesNotContain(expired.substring(expired.length() - 40));
    }

    @Test
    void theSameCommandAgainBringsTheFirstOutcomeFromTheOtherInstance() throws Exception {
        String project = newProject();
        String body = "{\"name\":\"Once\",\"value\":{\"text\":\"first\"}}";
        String secrets = "/v1/projects/" + project + "/secrets";
        String commandId = newId();
        Answer first = editor(0, "POST", secrets, body, "Idempotency-Key", commandId);
        Answer again = editor(1, "POST", secrets, body, "Idempotency-Key", commandId);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        Answer listed = editor(1, "GET", secrets, "", "Secrets-Sequence", first.header("Secrets-Sequence"));
        assertThat(listed.json().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void noServiceSaysAValue() throws Exception {
        String project = newProject();
        String value = "never-said-" + newId();
        add(project, "key", "{\"text\":\"" + value + "\"}");
        save(project, FLOW);
        sync(project);
        assertThat(resolve(begin(0, project), 1)).asString().isEqualTo(value);
        editor(
                0,
                "PATCH",
                "/v1/projects/" + project + "/secrets/key",
                "{\"value\":{\"text\":\"" + value + "\"},\"x\":1}");
        assertThat(place.said()).as("what the services log").contains(project).doesNotContain(value);
    }

    private String newProject() throws Exception {
        String project = newId();
        assertThat(editor(0, "POST", "/v1/projects", "{\"projectId\":\"" + project + "\"}")
                        .status())
                .isEqualTo(201);
        return project;
    }

    private void add(String project, String name, String value) throws Exception {
        String body = "{\"secretId\":\"" + name + "\",\"name\":\"" + name + "\",\"value\":" + value + "}";
        Answer added = editor(0, "POST", "/v1/projects/" + project + "/secrets", body);
        assertThat(added.status()).as(added.json().toString()).isEqualTo(201);
    }

    private void edit(String project, String secretId, String value) throws Exception {
        Answer edited =
                editor(1, "PATCH", "/v1/projects/" + project + "/secrets/" + secretId, "{\"value\":" + value + "}");
        assertThat(edited.status()).as(edited.json().toString()).isEqualTo(200);
    }

    private void save(String project, String document) throws Exception {
        Answer saved = editor(1, "PUT", "/v1/projects/" + project + "/actionflows/forecast", document);
        assertThat(saved.status()).as(saved.json().toString()).isEqualTo(200);
    }

    private void sync(String project) throws Exception {
        JsonNode synced = editor(0, "POST", "/v1/projects/" + project + "/sync?wait=30", "")
                .json();
        assertThat(synced.at("/live/active").asInt()).as(synced.toString()).isEqualTo(2);
        assertThat(synced.at("/live/expected").asInt()).as(synced.toString()).isEqualTo(2);
    }

    private String begin(int resolver, String project) throws Exception {
        String body = "{\"projectId\":\"" + project + "\",\"actionflowId\":\"forecast\"}";
        Answer begun = worker(resolver, project, "/v1/runs", body);
        assertThat(begun.status()).as(begun.json().toString()).isEqualTo(201);
        return begun.json().path("run").asText() + "@" + project;
    }

    private byte[] resolve(String run, int resolver) throws Exception {
        String[] parts = run.split("@");
        Answer resolved = worker(resolver, parts[1], "/v1/runs/resolve", asking(parts[0]));
        assertThat(resolved.status()).as(resolved.json().toString()).isEqualTo(200);
        return resolved.json().at("/values/0/value").binaryValue();
    }

    private static String asking(String run) {
        return "{\"run\":\"" + run + "\",\"nodeId\":\"call-api\",\"input\":\"apiKey\"}";
    }

    private Answer worker(int resolver, String project, String path, String body) throws Exception {
        return http.send("POST", place.resolvers().get(resolver), path, place.workerToken(Set.of(project)), body);
    }

    private Answer editor(int instance, String method, String path, String body, String... headers) throws Exception {
        String token = place.editorToken("olga", Duration.ofHours(1));
        return http.send(method, place.editors().get(instance), path, token, body, headers);
    }

    private static Cli.Ended run(Cli cli, String script) throws Exception {
        return cli.run("run", "forecast", "--node", "call-api", "--", "sh", "-c", script);
    }

    private static Cli.Ended assertDone(Cli.Ended ended) {
        assertThat(ended.status()).as(ended.err()).isZero();
        return ended;
    }

    private static void assertFailed(Cli.Ended ended, String code) {
        assertThat(ended.status()).as(ended.err()).isEqualTo(1);
        assertThat(ended.err()).contains(code);
    }

    private static void assertRefused(Answer answer, int status, String code) throws Exception {
        assertThat(answer.json().toString()).contains(code);
        assertThat(answer.status()).isEqualTo(status);
    }

    private static String newId() {
        return Ids.random();
    }
}
