package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.actionflow.secrets.app.auth.TokenMinter;
import io.actionflow.secrets.app.client.AccessToken;
import io.actionflow.secrets.app.client.ApiException;
import io.actionflow.secrets.app.client.ApiSettings;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.app.client.ListQuery;
import io.actionflow.secrets.app.client.ResolvedInput;
import io.actionflow.secrets.app.client.ResolverApi;
import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the three services let be seen of themselves after some traffic: metrics, and logs in JSON. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoringTest {

    private static final Path FILES = Path.of("../monitoring");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, ProcessFixture> services = new LinkedHashMap<>();
    private final Map<String, URI> management = new LinkedHashMap<>();
    private final Map<String, URI> apis = new LinkedHashMap<>();
    private EmbeddedFixture broker;
    private ProcessHome home;
    private String runId = "";

    @BeforeAll
    void someTraffic(@TempDir Path directory) throws Exception {
        broker = BrokerFixture.embedded(directory.resolve("broker"));
        broker.createTopics(2);
        home = ProcessHome.in(directory.resolve("home"), broker.bootstrapServers());
        start("processor", home.processor("processor", settings("processor")));
        start("resolver", home.resolver("resolver", settings("resolver")));
        start("editor-api", home.editorApi("editor-api", settings("editor-api")));
        for (ProcessFixture service : services.values()) {
            service.awaitReady();
        }
        edit();
        work();
    }

    @AfterAll
    void stop() {
        services.values().forEach(ProcessFixture::close);
        broker.close();
    }

    @Test
    void theProcessorCountsCommandsByTypeAndOutcomeAndHowLongTheyTake() throws Exception {
        String scrape = scrape("processor");
        assertThat(value(scrape, "secrets_commands_total", "type=\"AddSecret\"", "outcome=\"ACCEPTED\""))
                .isEqualTo(1);
        assertThat(value(scrape, "secrets_commands_total", "type=\"AddSecret\"", "outcome=\"NAME_TAKEN\""))
                .isEqualTo(1);
        assertThat(value(scrape, "secrets_commands_total", "type=\"Sync\"", "outcome=\"ACCEPTED\""))
                .isEqualTo(1);
        assertThat(value(scrape, "secrets_commands_decide_seconds_count")).isEqualTo(5);
        assertThat(value(scrape, "secrets_commands_decide_seconds_sum"))
                .isPositive()
                .isLessThan(60);
        assertThat(value(scrape, "secrets_values_sealed_bytes_count")).isEqualTo(1);
        assertThat(value(scrape, "secrets_values_sealed_bytes_sum")).isEqualTo("hunter2".length() + 53);
        assertThat(value(scrape, "secrets_records_unreadable_total", "fault=\"corrupt\""))
                .isZero();
        assertThat(value(scrape, "kafka_stream_thread_commit_latency_avg")).isNotNegative();
        assertThat(scrape).contains("kafka_consumer_fetch_manager_records_lag_max");
    }

    @Test
    void theResolverCountsResolvesByOutcomeAndSaysHowFreshItIs() throws Exception {
        String scrape = scrape("resolver");
        assertThat(value(scrape, "secrets_sync_live_seconds_count")).isEqualTo(1);
        assertThat(value(scrape, "secrets_sync_live_seconds_sum"))
                .isNotNegative()
                .isLessThan(60);
        // Begun, and gone on with by its token.
        assertThat(value(scrape, "secrets_resolver_begins_total", "outcome=\"granted\""))
                .isEqualTo(2);
        assertThat(value(scrape, "secrets_resolver_resolves_total", "outcome=\"granted\""))
                .isEqualTo(1);
        assertThat(value(scrape, "secrets_resolver_resolves_total", "outcome=\"corrupt\""))
                .isZero();
        assertThat(value(scrape, "secrets_http_requests_seconds_sum", "operation=\"resolve\"", "status=\"200\""))
                .isPositive();
        assertThat(value(scrape, "secrets_resolver_cache_hits_total")
                        + value(scrape, "secrets_resolver_cache_misses_total"))
                .isPositive();
        assertThat(value(scrape, "secrets_resolver_state_age_seconds"))
                .isNotNegative()
                .isLessThan(60);
        assertThat(value(scrape, "secrets_resolver_store_records")).isPositive();
        assertThat(value(scrape, "secrets_resolver_store_bytes")).isPositive();
        assertThat(scrape).contains("kafka_consumer_fetch_manager_records_lag_max");
    }

    @Test
    void theEditorApiCountsRequestsAndWhoWasRefused() throws Exception {
        String scrape = scrape("editor-api");
        assertThat(value(scrape, "secrets_http_requests_seconds_count", "operation=\"addSecret\"", "status=\"201\""))
                .isEqualTo(1);
        assertThat(value(scrape, "secrets_http_requests_seconds_count", "operation=\"addSecret\"", "status=\"409\""))
                .isEqualTo(1);
        assertThat(value(scrape, "secrets_auth_refused_total", "reason=\"AUDIENCE\""))
                .isEqualTo(1);
        assertThat(value(scrape, "secrets_auth_refused_total", "reason=\"EXPIRED\""))
                .isZero();
        assertThat(value(scrape, "secrets_http_under_way")).isZero();
        assertThat(scrape).contains("kafka_consumer_fetch_manager_records_lag_max");
    }

    @Test
    void everyMetricOfTheDashboardAndOfTheAlertsIsOneThatSomeServiceHas() throws Exception {
        Set<String> named = new TreeSet<>();
        expressions(JSON.readTree(FILES.resolve("grafana-dashboard.json").toFile()))
                .forEach(it -> named.addAll(metrics(it)));
        expressions(new YAMLMapper().readTree(FILES.resolve("alerts.yml").toFile()))
                .forEach(it -> named.addAll(metrics(it)));
        // Prometheus itself says of each scrape whether it succeeded.
        named.remove("up");
        String all = scrape("processor") + scrape("resolver") + scrape("editor-api");

        assertThat(named).hasSizeGreaterThan(15).allSatisfy(it -> assertThat(all)
                .containsPattern("(?m)^" + it + "[{ ]"));
    }

    @Test
    void theMetricsOfAnExpressionAreFound() {
        assertThat(
                        metrics(
                                "sum by (job, le) (rate(a_total{x=~\"b_c|d_e\"}[5m])) / on (in_stance) c_d > 0.01 and time() - e_f > 1"))
                .containsExactlyInAnyOrder("a_total", "c_d", "e_f");
    }

    @Test
    void theLogHasALineOfJsonForEachRequestWithTheIdsOfRequestCommandAndRun() throws Exception {
        assertThat(answered("editor-api", "commandId", "command-of-secret"))
                .hasSize(1)
                .allSatisfy(it -> {
                    assertThat(it).containsKeys("requestId", "subject").containsEntry("status", "201");
                });
        assertThat(answered("resolver", "runId", runId)).hasSize(3).allSatisfy(it -> assertThat(it)
                .containsKey("requestId"));
    }

    private void edit() throws Exception {
        EditorApi api = EditorApi.connect(to("editor-api", token(ProcessHome.EDITOR_AUDIENCE, Set.of())));
        var value = JSON.createObjectNode().put("text", "hunter2");
        api.createProject("weather", "command-of-project");
        api.addSecret("weather", "key", "Key", Optional.empty(), value, "command-of-secret");
        Assertions.catchThrowableOfType(
                ApiException.class,
                () -> api.addSecret("weather", "other", "Key", Optional.empty(), value, "command-of-other"));
        byte[] flow =
                "{\"nodes\":[{\"id\":\"call\",\"type\":\"T\",\"inputs\":{\"key\":{\"context\":\"secret\",\"secretId\":\"key\"}}}]}"
                        .getBytes(StandardCharsets.UTF_8);
        api.saveActionflow("weather", "flow", flow, "command-of-flow");
        assertThat(api.sync("weather", Optional.of(PATIENCE), "command-of-sync")
                        .at("/live/live")
                        .asBoolean())
                .isTrue();
        EditorApi nobody = EditorApi.connect(to("editor-api", token(ProcessHome.RESOLVER_AUDIENCE, Set.of())));
        assertThat(Assertions.catchThrowableOfType(
                                ApiException.class, () -> nobody.listProjects(ListQuery.of(Map.of(), 1)))
                        .code())
                .isEqualTo("UNAUTHENTICATED");
    }

    private void work() throws Exception {
        ResolverApi api = ResolverApi.connect(to("resolver", token(ProcessHome.RESOLVER_AUDIENCE, Set.of("weather"))));
        JsonNode run = api.begin("weather", "flow", OptionalLong.empty());
        runId = run.path("runId").asText();
        api.resolve(run.path("run").asText(), "call").forEach(ResolvedInput::close);
        api.end(run.path("run").asText());
    }

    private String token(String audience, Set<String> projects) throws Exception {
        return home.tokens().mint(TokenMinter.ISSUER, "olga", audience, projects, Duration.ofHours(1));
    }

    private ApiSettings to(String service, String token) {
        return new ApiSettings(
                List.of(apis.get(service)), Optional.of(AccessToken.of(token)), Optional.empty(), PATIENCE);
    }

    private Map<String, String> settings(String service) throws IOException {
        int port = freePort();
        management.put(service, URI.create("http://127.0.0.1:" + port));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("secrets.management.listen", "127.0.0.1:" + port);
        if (!service.equals("processor")) {
            int api = freePort();
            apis.put(service, URI.create("http://127.0.0.1:" + api));
            settings.put("secrets.http.listen", "127.0.0.1:" + api);
        }
        return settings;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void start(String service, ProcessFixture process) throws IOException {
        services.put(service, process);
        process.with("SECRETS_LOG_FORMAT", "json").start();
    }

    private String scrape(String service) throws Exception {
        URI metrics = management.get(service).resolve("/metrics");
        return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body();
    }

    /** The only sample of this name with these labels; the sum where there are several. */
    private static double value(String scrape, String name, String... labels) {
        List<String> samples = scrape.lines()
                .filter(it -> it.startsWith(name + "{") || it.startsWith(name + " "))
                .filter(it -> List.of(labels).stream().allMatch(it::contains))
                .toList();
        assertThat(samples).as(name + List.of(labels)).isNotEmpty();
        return samples.stream()
                .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
                .filter(it -> !Double.isNaN(it))
                .sum();
    }

    private static List<String> expressions(JsonNode file) {
        return file.findValuesAsText("expr");
    }

    /** What is left of an expression without labels, texts, durations and functions. */
    private static Set<String> metrics(String expression) {
        String bare = expression
                .replaceAll("\\{[^}]*}", " ")
                .replaceAll("\\[[^]]*]", " ")
                .replaceAll("\\b(by|on|without|ignoring|group_left|group_right)\\s*\\([^)]*\\)", " ");
        Matcher names = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\(|[a-zA-Z0-9_:])")
                .matcher(bare);
        return names.results()
                .map(it -> it.group())
                .filter(it -> it.contains("_") || it.equals("up"))
                .collect(Collectors.toSet());
    }

    /** The lines of answers that say this id, as their keys and values; awaited, because a line comes after its answer. */
    private List<Map<String, String>> answered(String service, String key, String id) throws Exception {
        Deadline.seconds(PATIENCE.toSeconds()).await("the answers' lines in the log", () -> !lines(service, key, id)
                .isEmpty());
        return lines(service, key, id);
    }

    private List<Map<String, String>> lines(String service, String key, String id) throws Exception {
        List<Map<String, String>> found = new ArrayList<>();
        for (String line : services.get(service)
                .said()
                .lines()
                .filter(it -> it.startsWith("{"))
                .toList()) {
            JsonNode event = JSON.readTree(line);
            Map<String, String> pairs = new LinkedHashMap<>();
            event.path("kvpList").forEach(pair -> pair.properties()
                    .forEach(it -> pairs.put(it.getKey(), it.getValue().asText())));
            if (event.path("formattedMessage").asText().equals("answered") && id.equals(pairs.get(key))) {
                found.add(pairs);
            }
        }
        return found;
    }
}
