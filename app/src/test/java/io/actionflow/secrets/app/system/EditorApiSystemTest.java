package io.actionflow.secrets.app.system;

import static io.actionflow.secrets.app.editor.fixture.EditorClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.editor.fixture.EditorClient;
import io.actionflow.secrets.app.editor.fixture.EditorClient.Answer;
import io.actionflow.secrets.app.service.EditorService;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.commands.client.SealedUpload;
import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.schemas.crypto.PublicValueKey;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The editor API over a broker, with tokens, a processor and a resolver: whatever it says, the runtime does. */
class EditorApiSystemTest {

    private static final int CHUNK = 512 * 1024;

    @TempDir
    static Path directory;

    private static EditorSystem system;
    private static EditorService first;
    private static EditorService second;

    @BeforeAll
    static void start() throws Exception {
        system = EditorSystem.start(directory.resolve("system"));
        first = system.editor("editor-1");
        second = system.editor("editor-2");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void aWholeLifeThroughTheApiEndsAtTheResolver() throws Exception {
        EditorClient olga = system.client(first, "olga");
        EditorClient max = system.client(first, "max");
        String p = "/v1/projects/life";
        olga.send("createProject", "POST", "/v1/projects", Map.of("projectId", "life"))
                .is("201");
        olga.send("setMemberRole", "PUT", p + "/members", Map.of("member", "max", "role", "MANAGER"))
                .is("200");
        add(max, p, "text", Map.of("text", "pässword")).is("201");
        add(max, p, "base64", Map.of("base64", Base64.getEncoder().encodeToString(new byte[] {0, 1, 2})))
                .is("201");
        sealed(max, "life", "sealed", "by the caller");
        byte[] large = new byte[2 * CHUNK + 7];
        new Random(7).nextBytes(large);
        uploaded(max, "life", "uploaded", large);
        assertThat(max.get("listSecrets", p + "/secrets").json().get("total").intValue())
                .isEqualTo(4);

        save(max, p, "flow", List.of("text", "base64", "sealed", "uploaded")).is("200");
        max.get("listUsages", p + "/secrets/text/usages").is("200");
        max.get("getActionflow", p + "/actionflows/flow").is("200");
        assertThat(max.get("previewSync", p + "/sync").json().get("changes").intValue())
                .isEqualTo(5);
        Answer synced = max.post("sync", p + "/sync?wait=60").is("200");
        assertThat(synced.json().at("/live/live").booleanValue())
                .as(synced.json().toString())
                .isTrue();
        assertThat(synced.json().at("/live/tookMs").isIntegralNumber()).isTrue();
        max.get("getLive", p + "/sync/live?wait=30").is("200");

        try (Run run = system.resolver().begin("life", "flow").orElseThrow()) {
            assertThat(value(run, "text")).isEqualTo("pässword".getBytes(StandardCharsets.UTF_8));
            assertThat(value(run, "base64")).containsExactly(0, 1, 2);
            assertThat(value(run, "sealed")).isEqualTo("by the caller".getBytes(StandardCharsets.UTF_8));
            assertThat(value(run, "uploaded")).isEqualTo(large);
        }

        max.delete("deleteSecret", p + "/secrets/text").is("409 SECRET_BOUND");
        max.delete("deleteActionflow", p + "/actionflows/flow").is("200");
        max.delete("deleteSecret", p + "/secrets/text", "If-Match", "\"2\"").is("412 STALE_VERSION");
        max.delete("deleteSecret", p + "/secrets/text", "If-Match", "\"1\"").is("200");
        assertThat(max.get("getSecret", p + "/secrets/text").text("/state")).isEqualTo("DELETING");
        max.get("listActionflows", p + "/actionflows").is("200");
        olga.delete("removeMember", p + "/members?member=max").is("200");
        max.get("getProject", p).is("403 PERMISSION_DENIED");
        olga.get("listMembers", p + "/members").is("200");
    }

    @Test
    void anyInstanceAnswersForAnyProjectAndShowsWhatAnotherHasWritten() throws Exception {
        EditorClient here = system.client(first, "ines");
        EditorClient there = here.at(second.address());
        for (int i = 0; i < 12; i++) {
            String id = "spread-" + i;
            String sequence = here.send("createProject", "POST", "/v1/projects", Map.of("projectId", id))
                    .is("201")
                    .header("Secrets-Sequence");
            there.get("getProject", "/v1/projects/" + id, "Secrets-Sequence", sequence)
                    .is("200");
            String added =
                    add(there, "/v1/projects/" + id, "s", text("v")).is("201").header("Secrets-Sequence");
            there.get("getSecret", "/v1/projects/" + id + "/secrets/s").is("200");
            assertThat(here.get("listSecrets", "/v1/projects/" + id + "/secrets", "Secrets-Sequence", added)
                            .is("200")
                            .json()
                            .get("secrets"))
                    .hasSize(1);
        }
        assertThat(here.get("listProjects", "/v1/projects?limit=500").json().get("projects"))
                .hasSize(12);
    }

    @Test
    void anInstanceThatStartsAgainKnowsWhoIsAMemberOfWhat() throws Exception {
        EditorService third = system.editor("editor-3");
        EditorClient nora = system.client(third, "nora");
        nora.send("createProject", "POST", "/v1/projects", Map.of("projectId", "again"))
                .is("201");
        third.close();
        EditorService restarted = system.editor("editor-3");
        assertThat(system.client(restarted, "nora")
                        .get("listProjects", "/v1/projects")
                        .is("200")
                        .text("/projects/0/projectId"))
                .isEqualTo("again");
        assertThat(restarted.health().unready()).isEmpty();
        restarted.close();
    }

    @Test
    void nobodyComesInWithoutATokenThatIsMeantForThisApi() throws Exception {
        EditorClient client = system.client(first, "olga");
        client.with("nonsense").get("listProjects", "/v1/projects").is("401 UNAUTHENTICATED");
        client.with(system.token("olga", "secret-resolver"))
                .get("listProjects", "/v1/projects")
                .is("401 UNAUTHENTICATED");
        client.with("nonsense").get("getOpenApiYaml", "/openapi.yaml").is("200");
    }

    private static Answer add(EditorClient client, String project, String secretId, Map<String, Object> value) {
        return client.send(
                "addSecret",
                "POST",
                project + "/secrets",
                Map.of("secretId", secretId, "name", "name of " + secretId, "value", value));
    }

    private static Answer save(EditorClient client, String project, String actionflowId, List<String> secretIds) {
        List<Object> nodes = new ArrayList<>();
        for (String secretId : secretIds) {
            Map<String, Object> reference = Map.of("context", "secret", "secretId", secretId);
            nodes.add(Map.of("id", secretId, "type", "Call API", "inputs", Map.of("key", reference)));
        }
        return client.send("saveActionflow", "PUT", project + "/actionflows/" + actionflowId, Map.of("nodes", nodes));
    }

    /** Seals as a caller does who trusts nobody: with the key that the API gives. */
    private static void sealed(EditorClient client, String projectId, String secretId, String value) throws Exception {
        List<String> chunks = new ArrayList<>();
        try (PlainValue plain = PlainValue.copyOf(value.getBytes(StandardCharsets.UTF_8))) {
            new SealedUpload(sealer(client), projectId, secretId, "value-" + secretId, plain)
                    .seal((index, chunk) -> chunks.add(Base64.getEncoder().encodeToString(chunk)));
        }
        Map<String, Object> sealed = Map.of("valueId", "value-" + secretId, "chunks", chunks);
        add(client, "/v1/projects/" + projectId, secretId, Map.of("sealed", sealed))
                .is("201");
    }

    private static void uploaded(EditorClient client, String projectId, String secretId, byte[] value)
            throws Exception {
        String path = "/v1/projects/" + projectId + "/values/value-" + secretId + "/chunks/";
        ValueRef ref;
        try (PlainValue plain = PlainValue.copyOf(value)) {
            SealedUpload upload = new SealedUpload(sealer(client), projectId, secretId, "value-" + secretId, plain);
            int count = upload.announced().chunks();
            ref = upload.seal((index, chunk) -> client.sendRaw(
                            "putChunk", "PUT", path + index + "?count=" + count, "application/octet-stream", chunk)
                    .is("204"));
        }
        Map<String, Object> uploaded = Map.of(
                "valueId", ref.valueId(),
                "chunks", ref.chunks(),
                "size", ref.size(),
                "digest", ref.digest().toString());
        add(client, "/v1/projects/" + projectId, secretId, Map.of("uploaded", uploaded))
                .is("201");
    }

    private static ValueSealer sealer(EditorClient client) throws Exception {
        Answer key = client.get("getValueKey", "/v1/value-key").is("200");
        byte[] x25519 = Base64.getDecoder().decode(key.text("/publicKey"));
        return ValueSealer.of(new PublicValueKey((int) key.json().get("keyId").longValue(), x25519));
    }

    private static byte[] value(Run run, String node) {
        try (SecretValue value = run.resolve(node, "key").orElseThrow()) {
            return value.copyBytes();
        }
    }
}
