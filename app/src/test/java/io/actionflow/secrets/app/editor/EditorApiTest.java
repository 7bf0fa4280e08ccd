package io.actionflow.secrets.app.editor;

import static io.actionflow.secrets.app.editor.fixture.EditorClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.editor.fixture.EditorClient;
import io.actionflow.secrets.app.editor.fixture.EditorClient.Answer;
import io.actionflow.secrets.app.editor.fixture.EditorRig;
import io.actionflow.secrets.commands.client.CommandTimeoutException;
import io.actionflow.secrets.commands.client.CommandUnavailableException;
import io.actionflow.secrets.projections.live.Liveness;
import io.actionflow.secrets.projections.topology.Freshness;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.Accepted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation over deciders and state without Kafka, each exchange held against the API's document. */
class EditorApiTest {

    private static final String P = "/v1/projects/p";

    private EditorRig rig;
    private EditorClient olga;
    private EditorClient max;
    private EditorClient edna;
    private EditorClient vic;
    private EditorClient stranger;

    @BeforeEach
    void start() throws Exception {
        rig = new EditorRig();
        olga = rig.as("olga");
        max = rig.as("max");
        edna = rig.as("edna");
        vic = rig.as("vic");
        stranger = rig.as("sam");
        olga.send("createProject", "POST", "/v1/projects", Map.of("projectId", "p"))
                .is("201");
        role("max", "MANAGER");
        role("edna", "EDITOR");
        role("vic", "VIEWER");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void theRoutesAreThoseOfTheDocument() {
        EditorClient.CONTRACT.assertIsOf(rig.routes());
    }

    @Test
    void theDocumentIsServedToAnybody() {
        assertThat(stranger.get("getOpenApiYaml", "/openapi.yaml")
                        .is("200")
                        .response()
                        .body())
                .isNotEmpty();
        assertThat(stranger.get("getOpenApiJson", "/openapi.json").is("200").text("/info/title"))
                .contains("editor API");
    }

    // ------------------------------------------------------------------ projects and members

    @Test
    void aProjectIsCreatedOnce() {
        Answer again = max.send("createProject", "POST", "/v1/projects", Map.of("projectId", "p"));
        again.is("409 PROJECT_EXISTS");
        olga.sendRaw("createProject", "POST", "/v1/projects", "application/json", bytes("{\"projectId\":\"a b\"}"))
                .is("400 MALFORMED");
    }

    @Test
    void theSameCommandAgainBringsTheFirstAnswer() {
        Map<String, Object> body = Map.of("name", "key", "value", text("v1"));
        Answer first = max.send("addSecret", "POST", P + "/secrets", body, "Idempotency-Key", "c-1")
                .is("201");
        Answer second = max.send("addSecret", "POST", P + "/secrets", body, "Idempotency-Key", "c-1")
                .is("201");

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(first.text("/secretId")).as("the id of the command").isEqualTo("c-1");
        assertThat(first.header("Secrets-Command")).isEqualTo("c-1");
        max.send("addSecret", "POST", P + "/secrets", body, "Idempotency-Key", "not an id")
                .is("400 MALFORMED");
    }

    @Test
    void aCallerSeesHisProjectsPageByPage() {
        for (String id : List.of("q", "r", "s")) {
            olga.send("createProject", "POST", "/v1/projects", Map.of("projectId", id))
                    .is("201");
        }
        assertThat(pages(olga, "listProjects", "/v1/projects?limit=2", "projects", "projectId"))
                .containsExactly("p", "q", "r", "s");
        assertThat(pages(max, "listProjects", "/v1/projects?limit=2", "projects", "projectId"))
                .containsExactly("p");
        assertThat(pages(stranger, "listProjects", "/v1/projects?limit=2", "projects", "projectId"))
                .isEmpty();
    }

    @Test
    void membersAreListedByNameAndAnOwnerStays() {
        assertThat(pages(vic, "listMembers", P + "/members?limit=1", "members", "member"))
                .containsExactly("edna", "max", "olga", "vic");
        olga.delete("removeMember", P + "/members?member=olga").is("409 LAST_OWNER");
        olga.delete("removeMember", P + "/members?member=nobody").is("404 MEMBER_NOT_FOUND");
        olga.delete("removeMember", P + "/members").is("400 MALFORMED");
        olga.delete("removeMember", P + "/members?member=vic").is("200");
        vic.get("getProject", P).is("403 PERMISSION_DENIED");
        max.send("setMemberRole", "PUT", P + "/members", Map.of("member", "max", "role", "OWNER"))
                .is("403 PERMISSION_DENIED");
        olga.sendRaw(
                        "setMemberRole",
                        "PUT",
                        P + "/members",
                        "application/json",
                        bytes("{\"member\":\"m\",\"role\":\"BOSS\"}"))
                .is("400 MALFORMED");
    }

    @Test
    void aPageOfMembersWithLongNamesIsNoLongerThanOthers() {
        List<String> names = new ArrayList<>(List.of("edna", "max", "olga", "vic"));
        // The longest come before, after and between the others as the store's order has it.
        for (int i = 0; i < 60; i++) {
            String name = (i % 7) + "~" + i + "n".repeat(i % 3 == 0 ? 5 : 60_000);
            names.add(name);
            rig.projection.fold(
                    "p", new MemberRoleSet(new EventMeta("c" + i, "olga", Instant.EPOCH), name, Role.VIEWER));
        }

        Answer first = vic.get("listMembers", P + "/members?limit=500").is("200");

        assertThat(first.response().body()).hasSizeLessThan(2 << 20);
        assertThat(pages(vic, "listMembers", P + "/members?limit=500", "members", "member"))
                .containsExactlyElementsOf(names.stream().sorted().toList());
    }

    @Test
    void whoWaitsForWhatNeverComesTakesNoPlaceFromMembers() {
        List<CompletableFuture<Answer>> waiting = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(80);
        try {
            for (int i = 0; i < 80; i++) {
                waiting.add(CompletableFuture.supplyAsync(
                        () -> stranger.get("getProject", P, "Secrets-Sequence", "999999"), clients));
            }
            CompletableFuture.anyOf(waiting.toArray(CompletableFuture[]::new)).join();

            olga.get("getProject", P).is("200");
            assertThat(waiting.stream().map(it -> it.join().said()).filter("503 UNAVAILABLE"::equals))
                    .as("those that could wait")
                    .hasSizeLessThanOrEqualTo(32);
        } finally {
            clients.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "getProject ",
                "listMembers /members",
                "listSecrets /secrets",
                "getSecret /secrets/s",
                "listUsages /secrets/s/usages",
                "listActionflows /actionflows",
                "getActionflow /actionflows/f",
                "previewSync /sync",
                "getLive /sync/live"
            })
    void onlyMembersRead(String operation) {
        String id = operation.split(" ", 2)[0];
        String path = operation.split(" ", 2)[1];
        stranger.get(id, P + path).is("403 PERMISSION_DENIED");
        olga.get(id, "/v1/projects/none" + path).is("404 PROJECT_NOT_FOUND");
        rig.projection.setAway(true);
        olga.get(id, "/v1/projects/none" + path).is("503 UNAVAILABLE");
    }

    @Test
    void aStateThatIsTooOldIsNoAnswer() {
        rig.projection.setFreshness(new Freshness(Instant.now().minusSeconds(60)));
        olga.get("getProject", P).is("503 UNAVAILABLE");
        olga.get("listProjects", "/v1/projects").is("503 UNAVAILABLE");
    }

    @Test
    void aReadWaitsForTheWriteThatItMustShow() throws Exception {
        long next = Long.parseLong(olga.get("getProject", P).header("Secrets-Sequence")) + 1;
        CompletableFuture<Answer> read = CompletableFuture.supplyAsync(
                () -> olga.get("listMembers", P + "/members", "Secrets-Sequence", Long.toString(next)));
        rig.projection.fold("p", new MemberRoleSet(new EventMeta("c", "olga", Instant.EPOCH), "new", Role.VIEWER));

        Answer answer = read.get().is("200");
        assertThat(answer.header("Secrets-Sequence")).isEqualTo(Long.toString(next));
        assertThat(names(answer, "members", "member")).contains("new");
        olga.get("getProject", P, "Secrets-Sequence", "-1").is("400 MALFORMED");
        olga.get("getProject", P, "Secrets-Sequence", Long.toString(next + 1)).is("503 UNAVAILABLE");
    }

    // ------------------------------------------------------------------ secrets

    @Test
    void aSecretIsAddedShownEditedAndDeleted() {
        Answer added = max.send(
                        "addSecret",
                        "POST",
                        P + "/secrets",
                        Map.of("secretId", "s", "name", "key", "description", "d", "value", text(" v\n")))
                .is("201");
        assertThat(texts(added.json().get("hints"))).containsExactly("TRAILING_NEWLINE", "SURROUNDING_SPACE");
        Answer shown = vic.get("getSecret", P + "/secrets/s").is("200");
        assertThat(shown.header("ETag")).isEqualTo("\"1\"");
        assertThat(shown.text("/state")).isEqualTo("ADDED");
        assertThat(shown.text("/addedBy")).isEqualTo("max");
        assertThat(texts(shown.json().get("hints"))).containsExactly("TRAILING_NEWLINE", "SURROUNDING_SPACE");
        assertThat(shown.json().has("value")).isFalse();

        String one = P + "/secrets/s";
        max.send("editSecret", "PATCH", one, Map.of("name", "renamed", "description", ""), "If-Match", "\"1\"")
                .is("200");
        Answer stale = max.send("editSecret", "PATCH", one, Map.of("value", text("w")), "If-Match", "\"1\"")
                .is("412 STALE_VERSION");
        assertThat(stale.json().get("currentVersion").intValue()).isEqualTo(2);
        max.send("editSecret", "PATCH", one, Map.of("name", "x"), "If-Match", "1")
                .is("400 MALFORMED");
        assertThat(vic.get("getSecret", one).text("/name")).isEqualTo("renamed");
        max.delete("deleteSecret", one, "If-Match", "\"1\"").is("412 STALE_VERSION");
        edna.delete("deleteSecret", one).is("403 PERMISSION_DENIED");
        max.delete("deleteSecret", one, "If-Match", "\"2\"").is("200");
        vic.get("getSecret", one).is("404 SECRET_NOT_FOUND");
        max.delete("deleteSecret", one).is("404 SECRET_NOT_FOUND");
        max.send("addSecret", "POST", P + "/secrets", Map.of("secretId", "s", "name", "n", "value", text("v")))
                .is("409 SECRET_EXISTS");
    }

    @Test
    void aDeletedSecretIsShownWithItsTextsUntilTheSyncThatTakesItAway() {
        add("s", "key");
        edna.post("sync", P + "/sync").is("200");
        max.delete("deleteSecret", P + "/secrets/s").is("200");
        Answer deleting = vic.get("getSecret", P + "/secrets/s").is("200");
        assertThat(deleting.text("/state") + " " + deleting.text("/name")).isEqualTo("DELETING key");
        assertThat(names(vic.get("listSecrets", P + "/secrets?state=DELETING"), "secrets", "name"))
                .containsExactly("key");
        edna.post("sync", P + "/sync").is("200");
        vic.get("getSecret", P + "/secrets/s").is("404 SECRET_NOT_FOUND");
        assertThat(vic.get("listSecrets", P + "/secrets").json().get("total").intValue())
                .isZero();
    }

    @Test
    void faultsOfASecretAreToldByTheirCodes() {
        add("s", "taken");
        post("{\"name\":\"taken\",\"value\":{\"text\":\"v\"}}").is("409 NAME_TAKEN");
        post("{\"name\":\"\",\"value\":{\"text\":\"v\"}}").is("422 NAME_EMPTY");
        post("{\"name\":\"n\",\"value\":{\"text\":\"\"}}").is("422 VALUE_EMPTY");
        post("{\"name\":\"n\",\"value\":{\"base64\":\"\"}}").is("422 VALUE_EMPTY");
        edna.send("addSecret", "POST", P + "/secrets", Map.of("name", "n", "value", text("v")))
                .is("403 PERMISSION_DENIED");
        max.send("addSecret", "POST", "/v1/projects/none/secrets", Map.of("name", "n", "value", text("v")))
                .is("404 PROJECT_NOT_FOUND");
        assertThat(max.sendRaw("addSecret", "POST", P + "/secrets", "text/plain", bytes("v"))
                        .said())
                .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"name\":\"n\"}",
                "{\"value\":{\"text\":\"v\"}}",
                "{\"name\":1,\"value\":{\"text\":\"v\"}}",
                "{\"name\":\"n\",\"name\":\"m\",\"value\":{\"text\":\"v\"}}",
                "{\"name\":\"n\",\"value\":\"v\"}",
                "{\"name\":\"n\",\"value\":{}}",
                "{\"name\":\"n\",\"value\":{\"text\":\"v\",\"base64\":\"dg==\"}}",
                "{\"name\":\"n\",\"value\":{\"base64\":\"dg\"}}",
                "{\"name\":\"n\",\"value\":{\"base64\":\"d!==\"}}",
                "{\"name\":\"n\",\"value\":{\"text\":\"\\ud800\"}}",
                "{\"name\":\"\\ud800\",\"value\":{\"text\":\"v\"}}",
                "{\"name\":\"n\",\"value\":{\"sealed\":{\"valueId\":\"v\",\"chunks\":[]}}}",
                "{\"name\":\"n\",\"value\":{\"sealed\":{\"valueId\":\"v\",\"chunks\":[\"AAAA\"]}}}",
                "{\"name\":\"n\",\"value\":{\"uploaded\":{\"valueId\":\"v\",\"chunks\":1,\"size\":60}}}",
                "{\"name\":\"n\",\"value\":{\"text\":\"v\"},\"valeu\":1}",
                "{\"name\":\"n\",\"value\":{\"text\":\"v\"}} x",
            })
    void aMalformedBodyIsRefusedAndNeverQuoted(String body) {
        Answer refused = post(body).is("400 MALFORMED");
        assertThat(refused.json().has("field")).isTrue();
        assertThat(refused.text("/detail")).doesNotContain("d!==");
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        byte[] body = bytes("{\"name\":\"n\",\"value\":{\"text\":\"xy\"}}");
        body[body.length - 5] = (byte) 0xc0;
        max.sendRaw("addSecret", "POST", P + "/secrets", "application/json", body)
                .is("400 MALFORMED");
    }

    @Test
    void aValueComesInFourForms() {
        byte[] chunk = new byte[60];
        String digest = ChunkDigest.append(ChunkDigest.start(), chunk).toString();
        String base64 = Base64.getEncoder().encodeToString(chunk);
        addValue("text", text("v")).is("201");
        addValue("base64", Map.of("base64", "AAEC")).is("201");
        Answer sealed = addValue(
                        "sealed",
                        Map.of(
                                "sealed",
                                Map.of("valueId", "v-1", "chunks", List.of(base64), "hints", List.of("NEW_HINT"))))
                .is("201");
        assertThat(texts(sealed.json().get("hints"))).containsExactly("NEW_HINT");
        max.sendRaw("putChunk", "PUT", P + "/values/v-2/chunks/0?count=1", "application/octet-stream", chunk)
                .is("204");
        Map<String, Object> uploaded = Map.of("valueId", "v-2", "chunks", 1, "size", 60, "digest", digest);
        addValue("uploaded", Map.of("uploaded", uploaded)).is("201");
        addValue("twice", Map.of("uploaded", uploaded)).is("400 MALFORMED");
    }

    @Test
    void chunksAreTakenFromOwnersAndManagersWithinTheirBounds() {
        byte[] chunk = new byte[60];
        String type = "application/octet-stream";
        String path = P + "/values/v/chunks/";
        edna.sendRaw("putChunk", "PUT", path + "0?count=1", type, chunk).is("403 PERMISSION_DENIED");
        max.sendRaw("putChunk", "PUT", path + "0", type, chunk).is("400 MALFORMED");
        max.sendRaw("putChunk", "PUT", path + "1?count=1", type, chunk).is("400 MALFORMED");
        max.sendRaw("putChunk", "PUT", path + "x?count=1", type, chunk).is("400 MALFORMED");
        max.sendRaw("putChunk", "PUT", path + "0?count=1", type, new byte[10]).is("400 MALFORMED");
        max.sendRaw("putChunk", "PUT", path + "0?count=1", "text/plain", chunk).is("415 UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void secretsAreListedSortedSearchedAndPaged() {
        List.of("delta", "Alpha", "charlie", "Bravo").forEach(name -> add("id-" + name, name));
        assertThat(pages(vic, "listSecrets", P + "/secrets?limit=1", "secrets", "name"))
                .containsExactly("Alpha", "Bravo", "charlie", "delta");
        assertThat(pages(vic, "listSecrets", P + "/secrets?limit=3&sort=-addedAt", "secrets", "name"))
                .containsExactly("Bravo", "charlie", "Alpha", "delta");
        Answer searched = vic.get("listSecrets", P + "/secrets?search=ALPH").is("200");
        assertThat(names(searched, "secrets", "name")).containsExactly("Alpha");
        assertThat(searched.json().get("total").intValue()).isEqualTo(4);
        for (String wrong :
                List.of("sort=x", "sort=--name", "state=GONE", "limit=0", "limit=501", "limit=x", "cursor=x")) {
            vic.get("listSecrets", P + "/secrets?" + wrong).is("400 MALFORMED");
        }
    }

    @Test
    void aListCutsLongTextsAndTheSecretAloneHasThemWhole() {
        String name = "\ud83d\udd11".repeat(5000);
        add("s", name);
        JsonNode listed = vic.get("listSecrets", P + "/secrets").json().at("/secrets/0");
        assertThat(listed.get("textsCut").booleanValue()).isTrue();
        assertThat(listed.get("name").textValue()).isEqualTo("\ud83d\udd11".repeat(1024));
        assertThat(vic.get("getSecret", P + "/secrets/s").text("/name")).isEqualTo(name);
    }

    @Test
    void aWriteWhoseOutcomeIsUnknownNamesTheCommandToSendAgain() {
        Map<String, Object> body = Map.of("name", "key", "value", text("v"));
        for (RuntimeException failure : List.of(
                new CommandTimeoutException("c-1", "no answer"),
                CommandUnavailableException.unconfirmed("c-1", "not confirmed", null))) {
            rig.commands.failWith(failure);
            Answer unknown = max.send("addSecret", "POST", P + "/secrets", body, "Idempotency-Key", "c-1")
                    .is("503 OUTCOME_UNKNOWN");
            assertThat(unknown.text("/commandId")).isEqualTo("c-1");
        }
        rig.commands.failWith(CommandUnavailableException.notSent("c-1", "not sent", null));
        max.send("addSecret", "POST", P + "/secrets", body).is("503 UNAVAILABLE");
    }

    // ------------------------------------------------------------------ Actionflows and Sync

    @Test
    void aBoundSecretIsRefusedToGoWithEveryUsage() {
        add("s", "key");
        save("f", "call-1", "call-2", "call-3").is("200");
        Answer refused = max.delete("deleteSecret", P + "/secrets/s").is("409 SECRET_BOUND");
        assertThat(refused.json().get("usages")).hasSize(3);
        assertThat(refused.json().get("usageCount").intValue()).isEqualTo(3);
        assertThat(pages(vic, "listUsages", P + "/secrets/s/usages?limit=2", "usages", "nodeId"))
                .containsExactly("call-1", "call-2", "call-3");
        assertThat(vic.get("getSecret", P + "/secrets/s").json().get("usages")).hasSize(3);
        vic.get("listUsages", P + "/secrets/none/usages").is("404 SECRET_NOT_FOUND");
    }

    @Test
    void anActionflowIsSavedShownAndDeleted() {
        add("s", "key");
        Answer saved = save("f", "call").is("200");
        assertThat(saved.json().get("version").intValue()).isEqualTo(1);
        assertThat(saved.text("/actionflowId")).isEqualTo("f");
        save("g", "call").is("200");
        assertThat(pages(vic, "listActionflows", P + "/actionflows?limit=1", "actionflows", "actionflowId"))
                .containsExactly("f", "g");
        Answer shown = vic.get("getActionflow", P + "/actionflows/f").is("200");
        assertThat(shown.text("/bindings/0/secretId") + shown.text("/state")).isEqualTo("sADDED");
        edna.delete("deleteActionflow", P + "/actionflows/f").is("200");
        edna.delete("deleteActionflow", P + "/actionflows/f").is("404 ACTIONFLOW_NOT_FOUND");
        vic.get("getActionflow", P + "/actionflows/f").is("404 ACTIONFLOW_NOT_FOUND");
        vic.delete("deleteActionflow", P + "/actionflows/g").is("403 PERMISSION_DENIED");
    }

    @Test
    void faultsOfAnActionflowAreFaultsOfItsDocument() {
        save("f", "call").is("422 SECRET_NOT_FOUND");
        add("s", "key");
        put("f", "{\"nodes\":[{\"id\":\"out\",\"type\":\"Output\",\"inputs\":{\"x\":" + REFERENCE + "}}]}")
                .is("422 OUTPUT_NODE_BINDING");
        Answer other = put("f", "{\"actionflowId\":\"g\",\"nodes\":[]}").is("400 MALFORMED");
        assertThat(other.text("/field")).isEqualTo("/actionflowId");
        put("f", "{\"actionflowId\":\"f\",\"nodes\":[]}").is("200");
        put("f", "{\"nodes\":1}").is("400 MALFORMED");
        put("f", "nonsense").is("400 MALFORMED");
    }

    @Test
    void aPreviewSaysWhatASyncWouldChangeForWhom() {
        add("s", "key");
        add("t", "other");
        save("f", "call").is("200");
        Answer preview = vic.get("previewSync", P + "/sync").is("200");
        assertThat(preview.json().get("changes").intValue()).isEqualTo(3);
        assertThat(preview.json().get("complete").booleanValue()).isTrue();
        assertThat(preview.text("/secrets/0/affects/0")).isEqualTo("f");
        assertThat(preview.json().at("/secrets/1/affects")).isEmpty();
        assertThat(vic.get("previewSync", P + "/sync?limit=1")
                        .json()
                        .get("complete")
                        .booleanValue())
                .isFalse();
        assertThat(vic.get("getProject", P).json().get("changes").intValue()).isEqualTo(3);

        vic.post("sync", P + "/sync").is("403 PERMISSION_DENIED");
        Answer synced = edna.post("sync", P + "/sync").is("200");
        assertThat(synced.json().get("changes").intValue()).isEqualTo(3);
        assertThat(synced.json().get("sync").intValue()).isEqualTo(1);
        assertThat(edna.post("sync", P + "/sync").json().get("changes").intValue())
                .as("there was nothing to do")
                .isZero();
        assertThat(vic.get("previewSync", P + "/sync").json().get("changes").intValue())
                .isZero();
    }

    @Test
    void aSyncWaitsUntilItIsLiveEverywhereOrTheTimeIsUp() {
        add("s", "key");
        rig.live = liveness(Liveness.State.LAGGING);
        Answer lagging = edna.post("sync", P + "/sync?wait=1").is("200");
        assertThat(lagging.json().at("/live/live").booleanValue()).isFalse();
        assertThat(lagging.json().at("/live").has("tookMs")).isFalse();

        rig.live = liveness(Liveness.State.SERVING);
        add("t", "other");
        Answer live = edna.post("sync", P + "/sync?wait=30").is("200");
        assertThat(live.json().at("/live/live").booleanValue()).isTrue();
        assertThat(live.json().at("/live/tookMs").isIntegralNumber()).isTrue();
        assertThat(vic.get("getLive", P + "/sync/live?wait=30").is("200").text("/resolvers/0/resolverId"))
                .isEqualTo("r-1");
        vic.get("getLive", P + "/sync/live?sync=3").is("404 NOT_FOUND");
        vic.get("getLive", P + "/sync/live?wait=61").is("400 MALFORMED");
    }

    @Test
    void aSyncThatHasNotBeenReadHereYetCountsFromItsAnswerOn() {
        rig.commands.decidedElsewhere("c-elsewhere", new Accepted(1000, 7, 0, 1));
        rig.live = liveness(Liveness.State.SERVING);
        Instant before = Instant.now();
        edna.post("sync", P + "/sync?wait=1", "Idempotency-Key", "c-elsewhere").is("200");
        assertThat(rig.asked.sync()).isEqualTo(7);
        assertThat(rig.asked.syncedAt())
                .as("a resolver that was up to date before would else be taken for one that serves it")
                .isAfterOrEqualTo(before);
    }

    @Test
    void theKeyForSealingIsAnybodysWhoMayComeIn() {
        Answer key = stranger.get("getValueKey", "/v1/value-key").is("200");
        assertThat(Base64.getDecoder().decode(key.text("/publicKey"))).hasSize(32);
        assertThat(key.json().get("chunkBytes").intValue()).isEqualTo(524_288);
    }

    // ------------------------------------------------------------------ what the tests share

    private static final String REFERENCE = "{\"context\":\"secret\",\"secretId\":\"s\"}";

    private static Liveness liveness(Liveness.State state) {
        Instant now = Instant.now();
        return new Liveness(List.of(new Liveness.Instance("r-1", null, state, 2L, now, now)), now);
    }

    private void role(String member, String role) {
        olga.send("setMemberRole", "PUT", P + "/members", Map.of("member", member, "role", role))
                .is("200");
    }

    private void add(String secretId, String name) {
        max.send("addSecret", "POST", P + "/secrets", Map.of("secretId", secretId, "name", name, "value", text("v")))
                .is("201");
    }

    private Answer addValue(String name, Map<String, Object> value) {
        return max.send(
                "addSecret", "POST", P + "/secrets", Map.of("secretId", "id-" + name, "name", name, "value", value));
    }

    private Answer post(String body) {
        return max.sendRaw("addSecret", "POST", P + "/secrets", "application/json", bytes(body));
    }

    private Answer save(String actionflowId, String... nodes) {
        List<Object> list = new ArrayList<>();
        for (String node : nodes) {
            Map<String, Object> reference = Map.of("context", "secret", "secretId", "s");
            list.add(Map.of("id", node, "type", "Call API", "inputs", Map.of("apiKey", reference)));
        }
        return edna.send("saveActionflow", "PUT", P + "/actionflows/" + actionflowId, Map.of("nodes", list));
    }

    private Answer put(String actionflowId, String document) {
        return edna.sendRaw(
                "saveActionflow", "PUT", P + "/actionflows/" + actionflowId, "application/json", bytes(document));
    }

    private static List<String> pages(EditorClient client, String operationId, String path, String list, String field) {
        List<String> all = new ArrayList<>();
        Answer page = client.get(operationId, path).is("200");
        all.addAll(names(page, list, field));
        while (page.json().has("next")) {
            page = client.get(operationId, path + "&cursor=" + page.text("/next"))
                    .is("200");
            all.addAll(names(page, list, field));
        }
        return all;
    }

    private static List<String> names(Answer answer, String list, String field) {
        return StreamSupport.stream(answer.json().get(list).spliterator(), false)
                .map(it -> it.get(field).asText())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
