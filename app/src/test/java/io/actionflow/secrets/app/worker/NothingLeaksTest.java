package io.actionflow.secrets.app.worker;

import static io.actionflow.secrets.resolver.fixture.TestProject.binding;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.actionflow.secrets.app.disk.DiskSearch;
import io.actionflow.secrets.app.disk.DiskSearch.Hit;
import io.actionflow.secrets.app.system.EverythingLogged;
import io.actionflow.secrets.app.worker.WorkerClient.Answer;
import io.actionflow.secrets.resolver.fixture.TestProject;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * At TRACE level of every logger but those that are fixed: no value, no run token and no caller's token is in the log, in a
 * problem or in a metric.
 */
class NothingLeaksTest {

    private static final String FLOW = "daily-forecast";
    private static final String NODE = "call-api";
    private static final String VALUE = "value-hunter2-Zq81-\u00fc-and-some-more";
    private static final String OTHER = "other-swordfish-Kx92-and-some-more";
    private static final String TOKEN = "caller-token-opensesame-Vw37:weather,billing";
    private static final String REFUSED_TOKEN = "refused-token-letmein-Jm54";

    /** Below WARN it quotes whole requests. */
    private static final Logger SERVER_LIBRARY = (Logger) LoggerFactory.getLogger("org.eclipse.jetty");

    @TempDir
    Path directory;

    private final List<String> runs = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private Path searched;

    @BeforeEach
    void makeDirectory() throws Exception {
        searched = Files.createDirectory(directory.resolve("searched"));
    }

    @Test
    void noValueAndNoTokenIsInALogAProblemOrAMetric() throws Exception {
        try (EverythingLogged log = EverythingLogged.to(searched.resolve("log"));
                ApiFixture front = new ApiFixture();
                ApiFixture host = new ApiFixture()) {
            assertThat(log).isNotNull();
            SERVER_LIBRARY.setLevel(Level.WARN);
            front.world.projection.setHosted(Set.of());
            front.setPeers(URI.create("http://127.0.0.1:1"), host.address());
            live(host, new WorkerClient(front.address(), TOKEN), new WorkerClient(host.address(), TOKEN));
            front.meters.getMeters().forEach(meter -> seen.add(meter.getId() + " " + meter.measure()));
            host.meters.getMeters().forEach(meter -> seen.add(meter.getId() + " " + meter.measure()));
        }
        Files.write(searched.resolve("seen"), seen);

        assertThat(Files.readString(searched.resolve("log")))
                .contains(
                        "Run begun", "Run ended", "runId=", "A value was refused to the Run", "A peer did not answer");
        assertThat(seen).anyMatch(it -> it.contains("NOT_BOUND")).anyMatch(it -> it.contains("secrets.sync.live"));
        assertThat(search().search(List.of(searched)).hits()).isEmpty();
    }

    @AfterEach
    void unsetLevel() {
        SERVER_LIBRARY.setLevel(null);
    }

    @Test
    void noSettingMakesTheServerLibraryQuoteRequests() throws Exception {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/logback.xml"))) {
            assertThat(in)
                    .asString(StandardCharsets.UTF_8)
                    .contains("<logger name=\"org.eclipse.jetty\" level=\"WARN\"/>");
        }
    }

    @Test
    void theSearchFindsWhatIsLogged() throws Exception {
        runs.add("a-run-token-that-stands-nowhere-else");
        try (EverythingLogged log = EverythingLogged.to(searched.resolve("log"))) {
            assertThat(log).isNotNull();
            var logger = LoggerFactory.getLogger("io.actionflow.secrets.planted");
            logger.trace("plain {}", VALUE);
            logger.debug("token {}", TOKEN);
            logger.info("run {}", runs.get(0));
            logger.warn("failed", new IllegalStateException(new IllegalStateException(REFUSED_TOKEN)));
        }

        assertThat(search().search(List.of(searched)).hits())
                .extracting(Hit::label)
                .contains("value", "token", "run 0", "refused token");
    }

    private DiskSearch search() {
        Map<String, String> fixed =
                Map.of("value", VALUE, "other value", OTHER, "token", TOKEN, "refused token", REFUSED_TOKEN);
        DiskSearch search = new DiskSearch();
        fixed.forEach((label, text) -> search.lookFor(label, text.getBytes(StandardCharsets.UTF_8)));
        for (int i = 0; i < runs.size(); i++) {
            search.lookFor("run " + i, runs.get(i).getBytes(StandardCharsets.UTF_8));
        }
        return search;
    }

    private void live(ApiFixture host, WorkerClient front, WorkerClient direct) {
        TestProject project = host.world.project("weather");
        project.addSecret("key", VALUE);
        ValueRef altered = project.addSecret("altered", OTHER);
        project.save(FLOW, binding(NODE, "apiKey", "key"), binding(NODE, "altered", "altered"));
        project.sync();
        host.world
                .projection
                .chunks()
                .computeIfPresent(new ChunkKey("weather", altered.valueId(), 0).text(), (key, chunk) -> {
                    byte[] other = chunk.clone();
                    other[other.length - 1] ^= 1;
                    return other;
                });
        for (WorkerClient worker : List.of(front, direct)) {
            String run = worker.begin("weather", FLOW).run();
            runs.add(run);
            assertThat(worker.resolve(run, NODE, "apiKey").value()).asString().isEqualTo(VALUE);
            assertThat(worker.resolveBytes(run, NODE, "apiKey").response().body())
                    .asString()
                    .isEqualTo(VALUE);
            assertThat(worker.resolveAll(run, NODE).status()).isEqualTo(200);
            see(worker.resolve(run, NODE, "altered"));
            see(worker.resolve(run, NODE, "no-such-input"));
            see(worker.resolve(run + "A", NODE, "apiKey"));
            see(worker.postAnything("resolve", "/v1/runs/resolve", Map.of("run", List.of(run), run, VALUE)));
            see(worker.with(REFUSED_TOKEN).resolve(run, NODE, "apiKey"));
            see(worker.with("somebody:billing").resolve(run, NODE, "apiKey"));
            assertThat(worker.end(run).status()).isEqualTo(204);
            see(worker.resolve(run, NODE, "apiKey"));
        }
    }

    /** What does not give a value has none in it, nor a token. */
    private void see(Answer answer) {
        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        seen.add(new String(answer.response().body(), StandardCharsets.UTF_8));
        seen.add(answer.response().headers().map().toString());
    }
}
