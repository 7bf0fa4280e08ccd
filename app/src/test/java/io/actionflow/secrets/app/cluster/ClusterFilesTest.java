package io.actionflow.secrets.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.actionflow.secrets.app.auth.ClientsFile;
import io.actionflow.secrets.app.config.Setting;
import io.actionflow.secrets.schemas.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What docker-compose.yml and its files must hold, so that the cluster is as secure as it says. */
class ClusterFilesTest {

    private static final Path TOP = Path.of("..");
    private static final Path CLUSTER = TOP.resolve("cluster");
    private static final String GENERATED = "./cluster/generated";
    private static final String VALUE_KEYS = GENERATED + "/keys/resolver";
    private static final String CHECKPOINT_KEYS = GENERATED + "/keys/processor";

    private final Map<String, JsonNode> services = services();

    @Test
    void onlyResolversAreGivenTheKeysThatOpenValues() {
        services.forEach((name, service) -> {
            boolean given = mounts(service).anyMatch(it -> reaches(it, VALUE_KEYS));
            assertThat(given).as(name).isEqualTo(name.startsWith("resolver-"));
        });
    }

    @Test
    void onlyProcessorsAreGivenTheKeysThatSignCheckpoints() {
        services.forEach((name, service) -> {
            boolean given = mounts(service).anyMatch(it -> reaches(it, CHECKPOINT_KEYS));
            assertThat(given).as(name).isEqualTo(name.startsWith("processor-"));
        });
    }

    @Test
    void everyServiceIsGivenItsOwnPasswordAndNobodyElses() {
        services.forEach((name, service) -> assertThat(
                        mounts(service).filter(it -> it.startsWith(GENERATED) && !it.startsWith(GENERATED + "/keys/")))
                .as(name)
                .containsExactly(GENERATED + "/" + ownDirectory(name)));
    }

    @Test
    void noFileIsMountedThatAContainerCouldChange() {
        services.forEach((name, service) -> assertThat(texts(service.path("volumes")))
                .as(name)
                .filteredOn(it -> it.startsWith("."))
                .allMatch(it -> it.endsWith(":ro")));
    }

    @Test
    void everyPortIsPublishedOnLoopbackAlone() {
        List<String> ports = services.values().stream()
                .flatMap(it -> texts(it.path("ports")).stream())
                .toList();

        assertThat(ports).hasSize(7).allMatch(it -> it.startsWith("127.0.0.1:"));
    }

    @Test
    void nobodyIsKeptInMemoryWithoutABound() {
        services.forEach((name, service) ->
                assertThat(service.path("environment").toString()).as(name).contains("-Xmx"));
    }

    @Test
    void whatIsCommittedNamesPasswordsAndHoldsNone() throws IOException {
        Pattern password = Pattern.compile("(?i)password\\s*=\\s*\"?+(?!\\$\\{file:)\\S");
        try (Stream<Path> files = Stream.concat(
                Files.list(CLUSTER).filter(it -> it.toString().endsWith(".properties")),
                Stream.of(TOP.resolve("docker-compose.yml"), CLUSTER.resolve("kafka/server.properties")))) {
            assertThat(files).hasSizeGreaterThan(5).allSatisfy(file -> assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContainPattern(password)
                    .doesNotContain("PRIVATE KEY"));
        }
    }

    @Test
    void theBrokersTakeTheLargestRecordThatAnybodySends() throws IOException {
        Properties broker = properties(CLUSTER.resolve("kafka/server.properties"));

        assertThat(broker)
                .containsEntry("message.max.bytes", Integer.toString(Limits.MAX_RECORD_BYTES))
                .containsEntry("replica.fetch.max.bytes", Integer.toString(Limits.MAX_RECORD_BYTES))
                .containsEntry("socket.request.max.bytes", Integer.toString(4 * Limits.MAX_RECORD_BYTES));
    }

    @Test
    void theBrokersLetNobodyInUnknownAndNobodyDoWhatHeHasNoRightTo() throws IOException {
        Properties broker = properties(CLUSTER.resolve("kafka/server.properties"));

        assertThat(broker)
                .containsEntry("allow.everyone.if.no.acl.found", "false")
                .containsEntry("listener.name.brokers.ssl.client.auth", "required")
                .containsEntry("listener.name.controller.ssl.client.auth", "required")
                .containsEntry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        assertThat(broker.getProperty("listener.security.protocol.map")).doesNotContain("PLAINTEXT");
    }

    @Test
    void everySettingOfOursIsOneThatIsKnown() throws IOException {
        List<String> known = Arrays.stream(Setting.values()).map(Setting::key).toList();
        for (String service : List.of("processor", "editor-api", "resolver-1", "resolver-2")) {
            assertThat(properties(CLUSTER.resolve(service + ".properties")).stringPropertyNames())
                    .as(service)
                    .filteredOn(it -> it.startsWith("secrets."))
                    .hasSizeGreaterThan(4)
                    .isSubsetOf(known);
        }
    }

    @Test
    void theListOfWorkersCanBeRead() {
        assertThat(ClientsFile.mistakes(CLUSTER.resolve("resolver-clients"))).isEmpty();
    }

    /** A mount of a directory is a mount of all that is in it. */
    private static boolean reaches(String source, String keys) {
        return source.startsWith(keys) || keys.startsWith(stripped(source));
    }

    private static String stripped(String source) {
        return source.endsWith("/") ? source.substring(0, source.length() - 1) : source;
    }

    private static String ownDirectory(String service) {
        String kind = service.replaceFirst("-[0-9]$", "");
        return service.startsWith("kafka-") ? service : service.equals("setup") ? "operator" : kind;
    }

    /** Paths of this machine, and no named volumes. */
    private static Stream<String> mounts(JsonNode service) {
        return texts(service.path("volumes")).stream()
                .map(it -> it.substring(0, it.indexOf(':')))
                .filter(it -> it.startsWith(".") || it.startsWith("/"));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    /** Each service with what it takes over from others, which Jackson by itself doesn't follow. */
    private static Map<String, JsonNode> services() {
        try (var reader = Files.newBufferedReader(TOP.resolve("docker-compose.yml"))) {
            Object compose = new Yaml().load(reader);
            Map<String, JsonNode> services = new TreeMap<>();
            new ObjectMapper()
                    .valueToTree(compose)
                    .path("services")
                    .properties()
                    .forEach(it -> services.put(it.getKey(), it.getValue()));
            return services;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
