package io.actionflow.secrets.app.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.app.client.ResolverApi;
import io.actionflow.secrets.app.fixture.CapturedLog;
import io.actionflow.secrets.app.fixture.DevFixture;
import io.actionflow.secrets.app.system.LogReplay;
import io.actionflow.secrets.projections.replay.Replay;
import io.actionflow.secrets.schemas.crypto.KeyedHash;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.record.Role;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both APIs of real services under many thousand spoiled requests of people who may do all, little and nothing. */
class ApiFuzzTest {

    private static final long SEED = Long.getLong("secrets.fuzz.seed", 7);
    private static final int EDITOR_REQUESTS = 16_000;
    private static final int WORKER_REQUESTS = 5_000;
    private static final int STRANGER_REQUESTS = 1_600;

    private static final FuzzedProject CANARY = new FuzzedProject("canary");
    // What workers ask for: the fuzz of the editor API may have deleted all of the other one.
    private static final FuzzedProject WORKED = new FuzzedProject("worked");
    private static final FuzzedProject FUZZED = new FuzzedProject("fuzz");
    private static final List<String> SENT = IntStream.range(0, 20)
            .mapToObj(i -> "planted-sent-" + i + "-swordfishKx92")
            .toList();

    /** A command that was accepted: what its answer said. */
    private record Written(String operationId, String commandId, long sequence) {}

    private final Queue<Written> written = new ConcurrentLinkedQueue<>();
    private final Set<String> idle = ConcurrentHashMap.newKeySet();
    private final List<String> tokens = new ArrayList<>();

    @Test
    void nothingThatIsAskedIsAnsweredWithAFaultOrAValueAndNothingIsLost(@TempDir Path directory) throws Exception {
        try (CapturedLog log = new CapturedLog();
                DevFixture dev = DevFixture.start(directory.resolve("data"))) {
            String owner = dev.person("olga");
            String worker = dev.worker("fuzz", "worked", "canary");
            EditorApi editor = dev.editor(owner);
            CANARY.create(editor, Map.of());
            WORKED.create(editor, Map.of());
            FUZZED.create(editor, Map.of("vera", Role.VIEWER, "max", Role.MANAGER));
            List<String> canary = CANARY.shown(editor);

            tokens.addAll(List.of(owner, owner, owner, dev.person("max"), dev.person("vera"), dev.person("sam")));
            Map<Integer, Integer> edited = Map.of();
            Map<Integer, Integer> worked = Map.of();
            try {
                edited = fuzzEditor(dev.system().editorAddress());
                worked = fuzzResolver(dev, worker);
            } finally {
                errors(log).forEach(System.out::println);
            }

            System.out.println("seed " + SEED + ": editor API " + edited + ", resolver API " + worked);
            assertThat(edited.get(200) + edited.get(201)).isGreaterThan(EDITOR_REQUESTS / 10);
            assertThat(worked.get(200)).isGreaterThan(WORKER_REQUESTS / 20);
            assertThat(CANARY.shown(editor)).isEqualTo(canary);
            assertThat(WORKED.resolved(dev.resolver(worker))).isEqualTo(WORKED.expectedValues());
            assertThat(CANARY.resolved(dev.resolver(worker))).isEqualTo(CANARY.expectedValues());
            nothingIsLost(dev, editor);
            nothingIsLogged(log.text());
        }
    }

    private static List<String> errors(CapturedLog log) {
        return log.events().stream()
                .filter(it -> it.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private Map<Integer, Integer> fuzzEditor(URI server) throws Exception {
        ApiDocument document = ApiDocument.load("/openapi/editor-api.yaml");
        Map<String, List<?>> known = known();
        known.put("text", SENT);
        known.put("base64", SENT.stream().map(ApiFuzzTest::base64).toList());
        known.put("name", List.of("Key alpha", "Key beta", "Key gamma", "Key", "k\u00e9y", "ke\u0301y"));
        known.put("nodes", List.of(FuzzedProject.nodes(), JsonNodeFactory.instance.arrayNode()));
        known.put("member", List.of("vera", "nora", "ines"));
        known.put("wait", List.of("0", "1"));
        known.put("Secrets-Sequence", List.of("0", "1", "2"));
        Judge judge = Judge.forbidding(unseen(Stream.of(CANARY.values(), WORKED.values(), FUZZED.values(), SENT)))
                .telling(this::written);
        return new Fuzz(server, document, new Samples(document, known), tokens, judge).run(EDITOR_REQUESTS, SEED);
    }

    private Map<Integer, Integer> fuzzResolver(DevFixture dev, String worker) throws Exception {
        URI server = dev.system().resolverAddress();
        ApiDocument document = ApiDocument.load("/openapi/resolver-api.yaml");
        ResolverApi api = dev.resolver(worker);
        List<String> runs = IntStream.range(0, 5)
                .mapToObj(i -> api.begin("worked", FuzzedProject.FLOW, OptionalLong.of(1))
                        .path("run")
                        .asText())
                .toList();
        Map<String, List<?>> known = known();
        known.put("projectId", List.of("worked", "fuzz"));
        known.put("run", runs);
        known.put("nodeId", List.of(FuzzedProject.NODE, "other"));
        known.put("input", FuzzedProject.SECRETS);
        Samples samples = new Samples(document, known);

        String stranger = dev.worker("others");
        tokens.add(stranger);
        List<String> values = unseen(Stream.of(WORKED.values(), FUZZED.values(), SENT));
        // Nobody is given a value but who may have it, and nobody else's Runs are of any use to a stranger.
        Judge never =
                Judge.forbidding(unseen(Stream.of(CANARY.values(), WORKED.values(), FUZZED.values(), SENT, runs)));
        new Fuzz(server, document, samples, List.of(stranger, tokens.get(0)), never).run(STRANGER_REQUESTS, SEED);

        tokens.add(worker);
        Judge judge = Judge.forbidding(unseen(Stream.of(CANARY.values(), runs))).giving("resolve", values);
        Map<Integer, Integer> statuses = new Fuzz(server, document, samples, List.of(worker, worker, stranger), judge)
                .run(WORKER_REQUESTS, SEED);
        tokens.addAll(runs);
        return statuses;
    }

    private static Map<String, List<?>> known() {
        Map<String, List<?>> known = new HashMap<>();
        known.put("projectId", List.of("fuzz"));
        known.put(
                "secretId",
                Stream.concat(FuzzedProject.SECRETS.stream(), Stream.of("s-1", "s-2", "s-3"))
                        .toList());
        known.put("actionflowId", List.of(FuzzedProject.FLOW, "f-1", "f-2"));
        known.put("valueId", List.of("v-1", "v-2", "v-3"));
        return known;
    }

    /** As they are, in base64, and the tokens that have been used. */
    private List<String> unseen(Stream<List<String>> texts) {
        List<String> all = texts.flatMap(Collection::stream).toList();
        return Stream.of(all.stream(), all.stream().map(ApiFuzzTest::base64), tokens.stream())
                .flatMap(it -> it)
                .toList();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void written(RawRequest request, RawResponse response) {
        String commandId = response.headers().get("secrets-command");
        String sequence = response.headers().get("secrets-sequence");
        if (response.status() >= 300 || commandId == null || sequence == null) {
            return;
        }
        written.add(new Written(request.operationId(), commandId, Long.parseLong(sequence)));
        if (response.text().contains("\"changes\":0")) {
            idle.add(commandId);
        }
    }

    private void nothingIsLost(DevFixture dev, EditorApi editor) throws Exception {
        Replay replay = LogReplay.of(
                dev.system().bootstrapServers(),
                MetadataCipher.of(dev.keys().metadata()),
                KeyedHash.of(dev.keys().lookup()));
        Map<String, Set<Long>> events = new HashMap<>();
        replay.histories().values().stream().flatMap(List::stream).forEach(event -> events.computeIfAbsent(
                        event.event().meta().commandId(), id -> new HashSet<>())
                .add(event.sequence()));
        // A Sync that had nothing to do made no event, and whoever used its id again was told its outcome again.
        assertThat(written.stream().filter(it -> !idle.contains(it.commandId())))
                .hasSizeGreaterThan(100)
                .allSatisfy(it -> assertThat(events.getOrDefault(it.commandId(), Set.of()))
                        .contains(it.sequence()));
        assertThat(FUZZED.shown(editor)).isEqualTo(FuzzedProject.shown(replay.project("fuzz")));
    }

    private void nothingIsLogged(String log) {
        List<String> forbidden = unseen(Stream.of(CANARY.values(), WORKED.values(), FUZZED.values(), SENT));
        assertThat(log).contains("answered");
        assertThat(forbidden.stream().filter(log::contains)).isEmpty();
    }
}
