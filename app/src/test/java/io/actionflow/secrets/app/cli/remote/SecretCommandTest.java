package io.actionflow.secrets.app.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionflow.secrets.app.client.FakeApi;
import io.actionflow.secrets.app.client.FakeApi.Answer;
import io.actionflow.secrets.app.client.KeptContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecretCommandTest {

    private static final String SECRETS = "/v1/projects/weather/secrets";

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

    private static String secret(String id, String name, String state) {
        return """
            {"secretId":"%s","name":"%s","description":"d","state":"%s","version":3,"addedBy":"olga",\
            "addedAt":"2026-07-01T10:00:00Z","changedBy":"mia","changedAt":"2026-07-02T22:30:00Z",\
            "hints":["TRAILING_NEWLINE"],"usages":[{"actionflowId":"flow","version":2,"nodeId":"n","input":"apiKey"}],\
            "usagesComplete":true}""".formatted(id, name, state);
    }

    private static String page(String next, String... secrets) {
        String cursor = next.isEmpty() ? "" : ",\"next\":\"" + next + "\"";
        return "{\"secrets\":[" + String.join(",", secrets) + "],\"total\":9" + cursor + "}";
    }

    private RemoteRun run(String... arguments) {
        return RemoteRun.on(api).run(arguments);
    }

    @Test
    void aListIsATableInTheLocalZone() {
        api.on("GET " + SECRETS, 200, page("", secret("a", "Weather", "ACTIVE"), secret("long-id", "Maps", "CHANGED")));

        RemoteRun run = run("secret", "list");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("""
                        NAME     STATE      VERSION  CHANGED              BY   USED  ID
                        Weather  ACTIVE !   3        2026-07-03 00:30:00  mia  1     a
                        Maps     CHANGED !  3        2026-07-03 00:30:00  mia  1     long-id
                        """);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aNarrowTerminalLosesWhatMattersLeastAndNeverPartOfAnId() {
        String id = "0b5a8e7e-6d3f-4c5d-9a52-0f4c0b0d7a11";
        api.on("GET " + SECRETS, 200, page("", secret(id, "A very long name ".repeat(20), "ACTIVE")));

        RemoteRun run = RemoteRun.on(api).columns(60).run("secret", "list");

        assertThat(run.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
        assertThat(run.out()).contains(id, "…").doesNotContain("mia", "CHANGED");
    }

    @Test
    void aNameCannotMoveTheCursorOrTurnTheLineRound() {
        api.on("GET " + SECRETS, 200, page("", secret("a", "x\\u001b[2J\\u202eevil\\n\\u009bzwj\\u200d", "ACTIVE")))
                .on("GET " + SECRETS + "/a", 200, secret("a", "x\\u001b[2J\\u202eevil\\n\\u009b", "ACTIVE"));

        for (RemoteRun run : new RemoteRun[] {run("secret", "list"), run("secret", "show", "a")}) {
            assertThat(run.out()).contains("x\\u001b[2J\\u202eevil\\n\\u009b");
            assertThat(run.out().chars()).noneMatch(c -> c != '\n' && (c < ' ' || c >= 0x7f));
        }
    }

    @Test
    void aProblemCannotEither() throws Exception {
        // A server of somebody else's, which keeps to no contract.
        try (FakeApi hostile = new FakeApi()) {
            hostile.on("GET " + SECRETS + "/a", 404, "{\"code\":\"X\\u001b\",\"detail\":\"\\u001b[31mred\\u202e.\"}");

            RemoteRun run = RemoteRun.on(hostile).run("secret", "show", "a");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains("X\\u001b: \\u001b[31mred\\u202e.").hasLineCount(1);
        }
    }

    @Test
    void allPagesAreOneListAndOneJsonArray() throws Exception {
        api.on(
                "GET " + SECRETS,
                Answer.json(200, page("c1", secret("a", "A", "ACTIVE"))),
                Answer.json(200, page("c2", secret("b", "B\\u202e", "ACTIVE"))),
                Answer.json(200, page("", secret("c", "C", "ACTIVE"))));

        RemoteRun run =
                run("secret", "list", "--all", "--json", "--search", "x", "--state", "active", "--sort", "-changedAt");

        JsonNode array = new JsonMapper().readTree(run.out());
        assertThat(array).hasSize(3);
        assertThat(array.get(1).path("name").asText()).isEqualTo("B\u202e");
        assertThat(run.out()).isASCII();
        assertThat(api.seen("GET " + SECRETS))
                .extracting(seen -> seen.uri().getQuery())
                .allSatisfy(
                        query -> assertThat(query).contains("search=x", "state=ACTIVE", "sort=-changedAt", "limit=500"))
                .satisfies(queries -> assertThat(queries.get(0)).doesNotContain("cursor"))
                .satisfies(queries -> assertThat(queries.get(2)).contains("cursor=c2"));
    }

    @Test
    void anEmptyListIsAnEmptyArray() {
        api.on("GET " + SECRETS, 200, page(""));

        assertThat(run("secret", "list", "--json").out()).isEqualTo("[]\n");
    }

    @Test
    void aLimitIsKeptAndWhatIsLeftOutIsSaid() {
        api.on("GET " + SECRETS, 200, page("c1", secret("a", "A", "ACTIVE"), secret("b", "B", "ACTIVE")));

        RemoteRun run = run("secret", "list", "--limit", "2");

        assertThat(run.out()).hasLineCount(3);
        assertThat(run.err()).isEqualTo("There are more; --all shows all (9 in the project).\n");
        assertThat(api.seen())
                .hasSize(1)
                .allSatisfy(seen -> assertThat(seen.uri().getQuery()).contains("limit=2"));
    }

    @Test
    void showSaysWhoWhenAndWhere() {
        api.on("GET " + SECRETS + "/a", 200, secret("a", "Weather", "CHANGED"));

        RemoteRun run = run("secret", "show", "a");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("Name         Weather", "Changed      2026-07-03 00:30:00 by mia", "ends with a newline")
                .contains("ACTIONFLOW  VERSION  NODE  INPUT", "flow        2        n     apiKey");
    }

    @Test
    void aNameFindsTheSecretThatHasExactlyIt() {
        api.on(
                        "GET " + SECRETS,
                        200,
                        page(
                                "",
                                secret("longer", "Weather 2", "ACTIVE"),
                                secret("gone", "Weather", "DELETING"),
                                secret("it", "Weather", "ACTIVE")))
                .on("GET " + SECRETS + "/it", 200, secret("it", "Weather", "ACTIVE"));

        assertThat(run("secret", "show", "--name", "Weather").status()).isZero();
        assertThat(api.seen()).extracting(FakeApi.Seen::route).endsWith("GET " + SECRETS + "/it");
    }

    @Test
    void aNameIsTheSameInAnotherFormOfUnicode() {
        api.on("GET " + SECRETS, 200, page("", secret("it", "Caf\\u00e9", "ACTIVE")))
                .on("GET " + SECRETS + "/it", 200, secret("it", "Caf\\u00e9", "ACTIVE"));

        assertThat(run("secret", "show", "--name", "Cafe\u0301").status()).isZero();
    }

    @Test
    void aNameThatNobodyHasIsNotFound() {
        api.on("GET " + SECRETS, 200, page("", secret("a", "Weather", "ACTIVE")));

        RemoteRun run = run("secret", "show", "--name", "weather");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("secrets: SECRET_NOT_FOUND: ");
    }

    @Test
    void aNameThatBeginsWithAnAtSignIsAName() {
        api.on("GET " + SECRETS, 200, page("", secret("it", "@/etc/hostname", "ACTIVE")))
                .on("GET " + SECRETS + "/it", 200, secret("it", "@/etc/hostname", "ACTIVE"));

        assertThat(run("secret", "show", "--name", "@/etc/hostname").status()).isZero();
    }

    @Test
    void deletingAsksFirst() {
        api.on("DELETE " + SECRETS + "/a", 200, "{\"sequence\":4}");

        RemoteRun no = RemoteRun.on(api).answering("n").run("secret", "delete", "a");
        assertThat(no.status()).isEqualTo(1);
        assertThat(no.err()).startsWith("secrets: CANCELLED: ");
        RemoteRun nobody = run("secret", "delete", "a");
        assertThat(nobody.status()).isEqualTo(2);
        assertThat(nobody.err()).startsWith("secrets: NO_TERMINAL: ").contains("--yes");
        assertThat(api.seen()).isEmpty();

        assertThat(RemoteRun.on(api).answering("y").run("secret", "delete", "a").status())
                .isZero();
        assertThat(run("secret", "delete", "a", "--yes", "--if-version", "3").status())
                .isZero();
        assertThat(api.seen("DELETE " + SECRETS + "/a").get(1).header("If-Match"))
                .contains("\"3\"");
    }

    @Test
    void aBoundSecretIsRefusedWithATableOfUsages() {
        String usages =
                "\"usages\":[{\"actionflowId\":\"flow\",\"version\":2,\"nodeId\":\"call\",\"input\":\"apiKey\"}],"
                        + "\"usageCount\":5";
        api.on("DELETE " + SECRETS + "/a", Answer.problem(409, "SECRET_BOUND", usages));

        RemoteRun run = run("secret", "delete", "a", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("flow        2        call  apiKey", "and 4 more")
                .contains("secrets: SECRET_BOUND: Expected otherwise.");
        assertThat(run("secret", "delete", "a", "--yes", "--json").out()).contains("\"usageCount\":5");
    }

    @Test
    void eachKindOfRefusalHasItsExitStatus() {
        api.on("GET " + SECRETS + "/a", Answer.problem(403, "PERMISSION_DENIED", ""))
                .on(
                        "GET " + SECRETS + "/b",
                        Answer.problem(503, "UNAVAILABLE", "").with("Retry-After", "999"))
                .on("GET " + SECRETS + "/c", Answer.problem(401, "UNAUTHENTICATED", ""));

        assertThat(run("secret", "show", "a").status()).isEqualTo(1);
        assertThat(run("secret", "show", "b").status()).isEqualTo(3);
        assertThat(run("secret", "show", "c").err()).contains("UNAUTHENTICATED", "--token-file");
        assertThat(RemoteRun.on(api)
                        .without("SECRETS_PROJECT")
                        .run("secret", "show", "a")
                        .status())
                .isEqualTo(2);
        assertThat(run("secret", "show", "a", "--server", "ftp://x").status()).isEqualTo(2);
    }
}
