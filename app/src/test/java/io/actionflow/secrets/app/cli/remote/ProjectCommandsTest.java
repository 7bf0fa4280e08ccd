package io.actionflow.secrets.app.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.client.FakeApi;
import io.actionflow.secrets.app.client.FakeApi.Answer;
import io.actionflow.secrets.app.client.KeptContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects, members, Actionflows; and how a caller comes in. */
class ProjectCommandsTest {

    private static final String PROJECT = "/v1/projects/weather";

    @TempDir
    private Path directory;

    private FakeApi api;

    @BeforeEach
    void start() throws Exception {
        api = new FakeApi();
    }

    @AfterEach
    void stop() {
        api.close();
        KeptContract.ofEditor().assertKeptBy(api.seen());
    }

    private RemoteRun run(String... arguments) {
        return RemoteRun.on(api).run(arguments);
    }

    private String body(String route) {
        return api.seen(route).get(0).text();
    }

    @Test
    void aProjectIsCreatedListedAndShown() {
        api.on("POST /v1/projects", 201, "{\"sequence\":1,\"projectId\":\"weather\"}")
                .on("GET /v1/projects", 200, "{\"projects\":[{\"projectId\":\"weather\",\"role\":\"OWNER\"}]}")
                .on(
                        "GET " + PROJECT,
                        200,
                        "{\"projectId\":\"weather\",\"role\":\"OWNER\",\"sync\":0,\"sequence\":4,"
                                + "\"createdAt\":\"2026-07-01T10:00:00Z\",\"changes\":2}");

        assertThat(run("project", "create", "weather").out()).isEqualTo("Created project weather.\n");
        assertThat(body("POST /v1/projects")).isEqualTo("{\"projectId\":\"weather\"}");
        assertThat(run("project", "list").out()).isEqualTo("PROJECT  ROLE\nweather  OWNER\n");
        assertThat(run("project", "show").out()).contains("2026-07-01 12:00:00", "none yet", "next: 2");
        assertThat(run("project", "show", "weather", "--json").out()).contains("\"sequence\":4");
    }

    @Test
    void membersAreSetRemovedAndListed() {
        api.on("PUT " + PROJECT + "/members", 200, "{\"sequence\":2}")
                .on("DELETE " + PROJECT + "/members", 200, "{\"sequence\":3}")
                .on("GET " + PROJECT + "/members", 200, "{\"members\":[{\"member\":\"mia é\",\"role\":\"VIEWER\"}]}");

        assertThat(run("member", "set", "mia é", "manager").out()).isEqualTo("mia é is MANAGER now.\n");
        assertThat(body("PUT " + PROJECT + "/members")).isEqualTo("{\"member\":\"mia é\",\"role\":\"MANAGER\"}");
        assertThat(run("member", "remove", "mia é").status()).isZero();
        assertThat(api.seen("DELETE " + PROJECT + "/members").get(0).uri().getRawQuery())
                .isEqualTo("member=mia%20%C3%A9");
        assertThat(run("member", "list").out()).isEqualTo("MEMBER  ROLE\nmia é   VIEWER\n");
        assertThat(run("member", "set", "mia", "BOSS").status()).isEqualTo(2);
    }

    @Test
    void anActionflowIsSavedAsItStandsInTheFile() throws Exception {
        String document = "{ \"actionflowId\": \"flow\",\r\n  \"nodes\": [] }\n";
        Path file = Files.writeString(directory.resolve("flow.json"), document);
        api.on("PUT " + PROJECT + "/actionflows/flow", 200, "{\"sequence\":2,\"version\":3}")
                .on("PUT " + PROJECT + "/actionflows/other", 200, "{\"sequence\":3,\"version\":1}");

        assertThat(run("actionflow", "save", file.toString()).out()).contains("Saved Actionflow flow as version 3.");
        assertThat(body("PUT " + PROJECT + "/actionflows/flow")).isEqualTo(document);
        assertThat(RemoteRun.on(api)
                        .in("{\"nodes\":[]}".getBytes(StandardCharsets.UTF_8))
                        .run("actionflow", "save", "-", "--id", "other")
                        .status())
                .isZero();
    }

    @Test
    void aDocumentThatIsNoneIsNotQuoted() throws Exception {
        Path file = Files.writeString(directory.resolve("flow.json"), "{\"apiKey\": tr0ub4dor}");

        RemoteRun run = run("actionflow", "save", file.toString(), "--verbose");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("secrets: MALFORMED: ").doesNotContain("tr0ub4dor");
        assertThat(run("actionflow", "save", directory.resolve("absent").toString())
                        .err())
                .startsWith("secrets: FILE: ");
    }

    @Test
    void actionflowsAreListedShownAndDeleted() {
        String flow = "\"actionflowId\":\"flow\",\"state\":\"ADDED\",\"version\":1,\"activeVersion\":0,"
                + "\"changedBy\":\"ed\",\"changedAt\":\"2026-07-01T10:00:00Z\"";
        api.on("GET " + PROJECT + "/actionflows", 200, "{\"actionflows\":[{" + flow + "}]}")
                .on(
                        "GET " + PROJECT + "/actionflows/flow",
                        200,
                        "{" + flow + ",\"bindings\":[{\"nodeId\":\"n\",\"nodeType\":\"Call API\",\"input\":\"apiKey\","
                                + "\"secretId\":\"key\"}],\"bindingsComplete\":true}")
                .on("DELETE " + PROJECT + "/actionflows/flow", 200, "{\"sequence\":4}");

        assertThat(run("actionflow", "list").out())
                .contains("flow        ADDED  1        none    2026-07-01 12:00:00  ed");
        assertThat(run("actionflow", "show", "flow").out()).contains("n     Call API  apiKey  key");
        assertThat(run("actionflow", "delete", "flow").status()).isEqualTo(2);
        assertThat(run("actionflow", "delete", "flow", "-y").status()).isZero();
    }

    @Test
    void aTokenComesFromAFileOrTheEnvironmentAndIsNeverQuoted() throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "from.a.file\n");
        Path broken = Files.writeString(directory.resolve("broken"), "not a token");
        api.on("GET /v1/projects", 200, "{\"projects\":[]}");

        run("project", "list", "--token-file", file.toString());
        RemoteRun.on(api)
                .without("SECRETS_TOKEN")
                .with("SECRETS_TOKEN_FILE", file.toString())
                .run("project", "list");
        RemoteRun.on(api).without("SECRETS_TOKEN").run("project", "list");
        RemoteRun wrong = run("project", "list", "--token-file", broken.toString());

        assertThat(api.seen())
                .extracting(seen -> seen.header("Authorization").orElse("none"))
                .containsExactly("Bearer from.a.file", "Bearer from.a.file", "none");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("secrets: TOKEN: ").doesNotContain("not a token");
        assertThat(run("project", "list", "--token", "x").status()).isEqualTo(2);
    }

    @Test
    void withSeveralServersTheNextIsAskedWhereOneIsAway() throws Exception {
        FakeApi away = new FakeApi();
        away.close();
        api.on("GET /v1/projects", 200, "{\"projects\":[]}");

        assertThat(run("project", "list", "--server", away.url() + "," + api.url())
                        .status())
                .isZero();
        RemoteRun none = run("project", "list", "--server", away.url(), "--timeout", "1");
        assertThat(none.status()).isEqualTo(3);
        assertThat(none.err()).startsWith("secrets: UNREACHABLE: ").hasLineCount(1);
    }

    @Test
    void aMemberWhoMayNotIsTold() {
        api.on("PUT " + PROJECT + "/members", Answer.problem(403, "PERMISSION_DENIED", "\"field\":\"role\""));

        assertThat(run("member", "set", "mia", "OWNER").err())
                .isEqualTo("secrets: PERMISSION_DENIED: Expected otherwise (role)."
                        + " Ask an Owner of the project: secrets member list\n");
    }
}
