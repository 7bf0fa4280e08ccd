package io.actionflow.secrets.app.worker;

import static io.actionflow.secrets.resolver.fixture.TestProject.binding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.app.worker.WorkerClient.Answer;
import io.actionflow.secrets.projections.topology.Freshness;
import io.actionflow.secrets.resolver.fixture.TestProject;
import io.actionflow.secrets.resolver.run.ResolveError;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each operation answers. All exchanges are held against the document as well. */
class ResolverApiTest {

    private static final String FLOW = "daily-forecast";
    private static final String NODE = "call-api";

    private final ApiFixture fixture = new ApiFixture();
    private final TestProject project = fixture.world.project("weather");
    private final WorkerClient worker = fixture.worker();

    ResolverApiTest() throws Exception {}

    @AfterEach
    void close() {
        fixture.close();
    }

    // ------------------------------------------------------------------ the document

    @Test
    void everyRouteIsInTheDocumentAndEverythingInTheDocumentIsARoute() {
        WorkerClient.CONTRACT.assertIsOf(fixture.api().routes());
    }

    @Test
    void theDocumentIsServedToAnybodyInYamlAndInJson() {
        WorkerClient stranger = worker.with("nobody");

        assertThat(stranger.get("getOpenApiYaml", "/openapi.yaml").response().body())
                .asString(StandardCharsets.UTF_8)
                .startsWith("openapi: 3.1.0");
        for (int i = 0; i < 2; i++) {
            assertThat(stranger.get("getOpenApiJson", "/openapi.json").json())
                    .isEqualTo(WorkerClient.CONTRACT.document());
        }
    }

    // ------------------------------------------------------------------ values

    @Test
    void aRunSaysWhatItIsOf() {
        activeFlow("first");

        JsonNode run = worker.begin("weather", FLOW).json();

        assertThat(run.get("projectId").textValue()).isEqualTo("weather");
        assertThat(run.get("actionflowId").textValue()).isEqualTo(FLOW);
        assertThat(run.get("version").longValue()).isEqualTo(1);
        assertThat(run.get("sync").longValue()).isEqualTo(1);
        assertThat(run.get("asOf").textValue()).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void aBoundValueIsGivenInJsonAndAsItIs() {
        activeFlow("the key \u00e9 \"quoted\"");
        String run = worker.begin("weather", FLOW).run();

        Answer json = worker.resolve(run, NODE, "apiKey");
        Answer bytes = worker.resolveBytes(run, NODE, "apiKey");

        assertThat(json.value()).asString(StandardCharsets.UTF_8).isEqualTo("the key \u00e9 \"quoted\"");
        assertThat(json.json().at("/values/0/secretId").textValue()).isEqualTo("key");
        assertThat(json.header("Content-Type")).isEqualTo("application/json");
        assertThat(bytes.response().body()).asString(StandardCharsets.UTF_8).isEqualTo("the key \u00e9 \"quoted\"");
        assertThat(bytes.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(List.of(json.header("Cache-Control"), bytes.header("Cache-Control")))
                .containsOnly("no-store");
    }

    @Test
    void valuesOfEveryLengthAndAnyBytesComeByteForByte() {
        List<byte[]> values = new ArrayList<>();
        for (int length : new int[] {1, 2, 3, 3071, 3072, 3073, 1 << 20, (3 << 20) + 1}) {
            byte[] value = new byte[length];
            new Random(length).nextBytes(value);
            project.addSecret("secret-" + values.size(), value);
            values.add(value);
        }
        project.save(
                FLOW,
                IntStream.range(0, values.size())
                        .mapToObj(i -> binding(NODE, "input-" + i, "secret-" + i))
                        .toArray(Binding[]::new));
        project.sync();
        String run = worker.begin("weather", FLOW).run();

        JsonNode all = worker.resolveAll(run, NODE).json().get("values");
        assertThat(all).hasSameSizeAs(values);
        for (int i = 0; i < values.size(); i++) {
            String input = "input-" + i;
            assertThat(worker.resolve(run, NODE, input).value()).isEqualTo(values.get(i));
            assertThat(worker.resolveBytes(run, NODE, input).response().body()).isEqualTo(values.get(i));
            assertThat(Base64.getDecoder().decode(all.get(i).get("value").textValue()))
                    .isEqualTo(values.get(i));
        }
    }

    @Test
    void allBindingsOfANodeHaveOneResultEachAValueOrWhyNot() throws Exception {
        project.addSecret("good", "good value");
        project.addSecret("gone", "gone value");
        ValueRef altered = project.addSecret("altered", "altered value");
        project.addSecret("last", "last \u2028 value");
        project.save(
                FLOW,
                binding(NODE, "a \"good\" one", "good"),
                binding(NODE, "a gone one", "gone"),
                binding(NODE, "an altered one", "altered"),
                binding(NODE, "the last", "last"),
                binding("other", "apiKey", "good"));
        project.sync();
        project.save(FLOW, binding(NODE, "a \"good\" one", "good"));
        project.deleteSecret("gone");
        project.sync();
        alter(altered);
        String run = worker.begin("weather", FLOW, 1).run();

        JsonNode values = worker.resolveAll(run, NODE).json().get("values");

        assertThat(values).hasSize(4);
        assertThat(values.findValuesAsText("input"))
                .containsExactly("a \"good\" one", "a gone one", "an altered one", "the last");
        assertThat(text(values.get(0))).isEqualTo("good value");
        assertThat(values.get(1).at("/error/code").textValue()).isEqualTo("SECRET_DELETED");
        assertThat(values.get(2).at("/error/code").textValue()).isEqualTo("CORRUPT");
        assertThat(text(values.get(3))).isEqualTo("last \u2028 value");
    }

    @Test
    void aNodeThatBindsNothingGetsNothing() {
        activeFlow("value");

        assertThat(worker.resolveAll(worker.begin("weather", FLOW).run(), "no-such-node")
                        .json()
                        .get("values"))
                .isEmpty();
    }

    @Test
    void aRunSeesItsSyncWhateverComesAfterIt() {
        activeFlow("first");
        String before = worker.begin("weather", FLOW).run();
        project.editSecret("key", "second");
        assertThat(worker.resolve(before, NODE, "apiKey").value()).asString().isEqualTo("first");
        project.sync();

        assertThat(worker.resolve(before, NODE, "apiKey").value()).asString().isEqualTo("first");
        assertThat(worker.resolve(worker.begin("weather", FLOW).run(), NODE, "apiKey")
                        .value())
                .asString()
                .isEqualTo("second");
    }

    // ------------------------------------------------------------------ why not

    @Test
    void eachErrorHasItsStatus() throws Exception {
        activeFlow("value");
        project.save(FLOW);
        project.deleteSecret("key");
        ValueRef altered = project.addSecret("altered", "altered value");
        project.save("altered-flow", binding(NODE, "apiKey", "altered"));
        project.sync();
        alter(altered);
        project.save("later");
        String first = worker.begin("weather", FLOW, 1).run();

        assertThat(worker.begin("elsewhere", FLOW).said()).isEqualTo("404 PROJECT_NOT_FOUND");
        assertThat(worker.begin("weather", "later").said()).isEqualTo("409 NOT_ACTIVE");
        assertThat(worker.begin("weather", FLOW, 3).said()).isEqualTo("409 NOT_ACTIVE");
        assertThat(worker.resolve(first, NODE, "other").said()).isEqualTo("403 NOT_BOUND");
        assertThat(worker.resolve(first, "other", "apiKey").said()).isEqualTo("403 NOT_BOUND");
        assertThat(worker.resolve(first, NODE, "apiKey").said()).isEqualTo("410 SECRET_DELETED");
        assertThat(worker.resolve(worker.begin("weather", "altered-flow").run(), NODE, "apiKey")
                        .said())
                .isEqualTo("409 CORRUPT");
    }

    @Test
    void everyErrorOfTheLibraryHasTheStatusThatTheDocumentSays() {
        String codes = WorkerClient.CONTRACT
                .document()
                .at("/components/schemas/Problem/properties/code/description")
                .textValue();
        for (ResolveError error : ResolveError.values()) {
            Problem problem = Refusals.of(error, "why");
            assertThat(codes).contains("`" + error + "` " + problem.status());
            assertThat(problem.retryAfter().isPresent()).as(error.name()).isEqualTo(problem.status() == 503);
        }
    }

    @Test
    void longValuesThatAreAskedForTogetherDontTakeAllMemory() {
        AnswerRoom room = new AnswerRoom(100);
        AnswerRoom.Room most = room.take(80);

        assertThatThrownBy(() -> room.take(21)).hasMessageContaining("OVERLOADED");
        most.close();
        AnswerRoom.Room tooMuch = room.take(1000);
        assertThatThrownBy(() -> room.take(1)).hasMessageContaining("OVERLOADED");
        tooMuch.close();

        room.take(100).close();
    }

    @Test
    void aValueThatIsSealedToAKeyWhichIsNotHereIsNoStatementThatItIsMissing() throws Exception {
        activeFlow("value");
        ValueSealer strangers = ValueSealer.of(KeyTemplates.newValueKeyPair().getPublicKeysetHandle());
        TestProject other = fixture.world.project("sealed-elsewhere", strangers);
        other.addSecret("key", "value");
        other.save(FLOW, binding(NODE, "apiKey", "key"));
        other.sync();

        Answer answer = worker.resolve(worker.begin("sealed-elsewhere", FLOW).run(), NODE, "apiKey");

        assertThat(answer.said()).isEqualTo("503 UNKNOWN_KEY");
    }

    @Test
    void oldStateSaysOfNothingThatItIsMissingAndStillGivesWhatIsThere() {
        activeFlow("value");
        fixture.world.projection.setFreshness(new Freshness(Instant.EPOCH.minusSeconds(60)));

        assertThat(worker.begin("elsewhere", FLOW).said()).isEqualTo("503 UNAVAILABLE");
        assertThat(worker.begin("weather", "no-flow").said()).isEqualTo("503 UNAVAILABLE");
        assertThat(worker.resolve(worker.begin("weather", FLOW).run(), NODE, "apiKey")
                        .value())
                .asString()
                .isEqualTo("value");
    }

    @Test
    void stateThatCantBeReadSaysNothing() {
        activeFlow("value");
        String run = worker.begin("weather", FLOW).run();
        fixture.world.projection.setAway(true);

        assertThat(worker.begin("weather", FLOW).said()).isEqualTo("503 UNAVAILABLE");
        assertThat(worker.begin("elsewhere", FLOW).said()).isEqualTo("503 UNAVAILABLE");
        assertThat(worker.resolve(run, NODE, "apiKey").said()).isEqualTo("503 UNAVAILABLE");
        assertThat(worker.resolveAll(run, NODE).said()).isEqualTo("503 UNAVAILABLE");
    }

    @Test
    void anInstanceThatHasNotReadTheRunsSyncSaysNothing() throws Exception {
        activeFlow("value");
        project.sync();
        String run = worker.begin("weather", FLOW).run();
        try (ApiFixture behind = new ApiFixture()) {
            TestProject earlier = behind.world.project("weather");
            assertThat(behind.worker().resolve(run, NODE, "apiKey").said()).isEqualTo("503 UNAVAILABLE");
            earlier.addSecret("key", "value as of there");
            earlier.save(FLOW, binding(NODE, "apiKey", "key"));
            earlier.sync();
            assertThat(behind.worker().resolve(run, NODE, "apiKey").said()).isEqualTo("503 UNAVAILABLE");
            earlier.sync();

            assertThat(behind.worker().resolve(run, NODE, "apiKey").value())
                    .asString()
                    .isEqualTo("value as of there");
        }
    }

    @Test
    void withoutAHostNothingIsSaid() {
        activeFlow("value");
        String run = worker.begin("weather", FLOW).run();
        fixture.world.projection.setHosted(Set.of());

        assertThat(worker.begin("weather", FLOW).said()).isEqualTo("503 UNAVAILABLE");
        assertThat(worker.begin("elsewhere", FLOW).said()).isEqualTo("503 UNAVAILABLE");
        assertThat(worker.resolve(run, NODE, "apiKey").said()).isEqualTo("503 UNAVAILABLE");
    }

    // ------------------------------------------------------------------ who, and which Run

    @Test
    void aTokenOfARunGivesNoRightToItsProject() {
        activeFlow("value");
        String run = worker.begin("weather", FLOW).run();
        WorkerClient stranger = worker.with("worker-2:billing,weather2");

        assertThat(stranger.begin("weather", FLOW).said()).isEqualTo("403 PROJECT_NOT_ALLOWED");
        assertThat(stranger.begin("no-such-project", FLOW).said()).isEqualTo("403 PROJECT_NOT_ALLOWED");
        assertThat(stranger.resolve(run, NODE, "apiKey").said()).isEqualTo("403 PROJECT_NOT_ALLOWED");
        assertThat(stranger.resolveAll(run, NODE).said()).isEqualTo("403 PROJECT_NOT_ALLOWED");
        assertThat(stranger.end(run).said()).isEqualTo("403 PROJECT_NOT_ALLOWED");
        assertThat(worker.resolve(run, NODE, "apiKey").said()).isEqualTo("200");
        assertThat(worker.with("worker-3:weather").resolve(run, NODE, "apiKey").said())
                .as("another worker of the project goes on with the Run")
                .isEqualTo("200");
    }

    @Test
    void whatIsNoTokenIsRefused() {
        activeFlow("value");
        String run = worker.begin("weather", FLOW).run();
        String changed = (run.charAt(0) == 'A' ? 'B' : 'A') + run.substring(1);

        for (String wrong : List.of(changed, "A", "A".repeat(4096))) {
            assertThat(worker.resolve(wrong, NODE, "apiKey").said()).isEqualTo("400 RUN_INVALID");
            assertThat(worker.resolveAll(wrong, NODE).said()).isEqualTo("400 RUN_INVALID");
            assertThat(worker.end(wrong).said()).isEqualTo("400 RUN_INVALID");
        }
    }

    @Test
    void anEndedRunGetsNothingMoreAndOthersGoOn() {
        activeFlow("value");
        String ended = worker.begin("weather", FLOW).run();
        String other = worker.begin("weather", FLOW).run();

        assertThat(worker.end(ended).said()).isEqualTo("204");
        assertThat(worker.end(ended).said()).isEqualTo("204");

        assertThat(worker.resolve(ended, NODE, "apiKey").said()).isEqualTo("410 RUN_ENDED");
        assertThat(worker.resolveAll(ended, NODE).said()).isEqualTo("410 RUN_ENDED");
        assertThat(worker.resolve(other, NODE, "apiKey").said()).isEqualTo("200");
    }

    @Test
    void whatIsNotOfTheFormIsMalformedAndNamesTheField() {
        activeFlow("value");
        String run = worker.begin("weather", FLOW).run();

        assertMalformed("/projectId", "beginRun", "/v1/runs", Map.of("projectId", "a/b", "actionflowId", FLOW));
        assertMalformed("/actionflowId", "beginRun", "/v1/runs", Map.of("projectId", "weather"));
        assertMalformed(
                "/version", "beginRun", "/v1/runs", Map.of("projectId", "a", "actionflowId", "b", "version", 0));
        assertMalformed("/more", "beginRun", "/v1/runs", Map.of("projectId", "a", "actionflowId", "b", "more", 1));
        assertMalformed("/nodeId", "resolve", "/v1/runs/resolve", Map.of("run", run, "nodeId", ""));
        assertMalformed("/input", "resolve", "/v1/runs/resolve", Map.of("run", run, "nodeId", "n", "input", ""));
        assertMalformed("/run", "endRun", "/v1/runs/end", Map.of("run", List.of(run)));
    }

    private void assertMalformed(String field, String operationId, String path, Map<String, ?> body) {
        Answer answer = worker.postAnything(operationId, path, body);
        assertThat(answer.said()).isEqualTo("400 MALFORMED");
        assertThat(answer.json().get("field").textValue()).isEqualTo(field);
    }

    // ------------------------------------------------------------------ what the instance says of itself

    @Test
    void statusSaysWhatIsHeldAndHowOldItIs() {
        fixture.world.projection.setHosted(Set.of(3, 1));
        JsonNode status = worker.get("getStatus", "/v1/status").json();

        assertThat(status.get("resolverId").textValue()).isEqualTo("resolver-1");
        assertThat(status.get("partitions").intValue()).isEqualTo(4);
        assertThat(status.get("hosted")).extracting(JsonNode::intValue).containsExactly(1, 3);
        assertThat(status.get("asOf").textValue()).isEqualTo("1970-01-01T00:00:00Z");

        fixture.world.projection.setFreshness(Freshness.NEVER);
        assertThat(worker.get("getStatus", "/v1/status").json().get("asOf").isNull())
                .isTrue();
    }

    @Test
    void itIsMeasuredHowLongASyncTakesToBeServedUnlessItIsHistory() {
        fixture.world.projection.setHosted(Set.of());
        project.sync();
        assertThat(fixture.meters.timer("secrets.sync.live").count()).isZero();

        fixture.world.projection.setHosted(Set.of(0, 1, 2, 3));
        project.sync();

        assertThat(fixture.meters.timer("secrets.sync.live").count()).isEqualTo(1);
        assertThat(fixture.meters
                        .get("secrets.resolver.partitions.hosted")
                        .gauge()
                        .value())
                .isEqualTo(4);
    }

    // ------------------------------------------------------------------ the world

    private void activeFlow(String value) {
        project.addSecret("key", value);
        project.save(FLOW, binding(NODE, "apiKey", "key"));
        project.sync();
    }

    private void alter(ValueRef value) {
        fixture.world
                .projection
                .chunks()
                .computeIfPresent(new ChunkKey("weather", value.valueId(), 0).text(), (key, chunk) -> {
                    byte[] altered = Arrays.copyOf(chunk, chunk.length);
                    altered[chunk.length - 1] ^= 1;
                    return altered;
                });
    }

    private static String text(JsonNode result) {
        return new String(Base64.getDecoder().decode(result.get("value").textValue()), StandardCharsets.UTF_8);
    }
}
