package io.actionflow.secrets.app.dev;

import io.actionflow.secrets.app.broker.EmbeddedBroker;
import io.actionflow.secrets.app.config.KeyDirectory;
import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.http.HttpSettings;
import io.actionflow.secrets.app.http.Limits;
import io.actionflow.secrets.app.management.Health;
import io.actionflow.secrets.app.management.ManagementServer;
import io.actionflow.secrets.app.management.ServiceMetrics;
import io.actionflow.secrets.app.service.EditorService;
import io.actionflow.secrets.app.service.EditorSettings;
import io.actionflow.secrets.app.service.ProcessorService;
import io.actionflow.secrets.app.service.ResolverHttp;
import io.actionflow.secrets.app.service.ResolverOptions;
import io.actionflow.secrets.app.service.ResolverService;
import io.actionflow.secrets.app.service.Service;
import io.actionflow.secrets.app.service.Stops;
import io.actionflow.secrets.app.topics.TopicAdmin;
import io.actionflow.secrets.commands.processor.ProcessorSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * A broker, a processor, a resolver and an editor API in one process, on this machine alone. Everything it has to keep stands
 * in one directory: it may end at any moment, in any way, and goes on from there at its next start.
 */
public final class DevSystem implements Service {

    private static final int PARTITIONS = 4;

    private final Stops stops = new Stops();
    private final Path data;
    private final EmbeddedBroker broker;
    private final DevTokens tokens;
    private final ProcessorService processor;
    private final ResolverService resolver;
    private final EditorService editor;
    private final URI management;

    private DevSystem(DevSettings settings) throws Exception {
        this.data = Files.createDirectories(settings.data().toAbsolutePath().normalize());
        try {
            broker = EmbeddedBroker.startIn(Files.createDirectories(data.resolve("broker")));
            stops.started(broker, broker::close);
            tokens = DevTokens.in(Files.createDirectories(data.resolve("tokens")));
            KeyFiles keys = prepare();
            ServiceMetrics metrics = new ServiceMetrics("dev");
            stops.started(metrics, metrics::close);
            // Each returns at once and gets ready by itself: all of them do so at the same time.
            processor = ProcessorService.start(ProcessorSettings.of(kafka("processor")), keys, metrics.registry());
            stops.started(processor, processor::close);
            resolver = ResolverService.start(
                    kafka("resolver"), keys, resolverOptions(settings.resolver()), metrics.registry());
            stops.started(resolver, resolver::close);
            EditorSettings editing = EditorSettings.of(http(settings.editor()), tokens.forEditor());
            editor = EditorService.start(kafka("editor-api"), keys, editing, metrics.registry());
            stops.started(editor, editor::close);
            ManagementServer monitored = ManagementServer.start(
                    settings.management(), metrics.registry(), () -> health().dead(), () -> health().unready());
            management = stops.started(monitored, monitored::close).address();
        } catch (Exception e) {
            stops.close();
            throw e;
        }
    }

    /** Starts everything and returns; {@link #awaitReady} says when it does its work. */
    public static DevSystem start(DevSettings settings) throws Exception {
        return new DevSystem(settings);
    }

    private KeyFiles prepare() throws IOException, GeneralSecurityException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicAdmin(admin).create(OptionalInt.of(PARTITIONS), TopicAdmin.BROKER_DEFAULT_REPLICATION);
        }
        Path keys = data.resolve("keys");
        if (!Files.exists(keys)) {
            KeyDirectory.create(keys);
        }
        // It may have been made by an earlier version.
        KeyDirectory.complete(keys);
        return KeyFiles.in(keys);
    }

    private Map<String, Object> kafka(String stateDirectory) {
        return Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "state.dir",
                data.resolve(stateDirectory).toString());
    }

    private ResolverOptions resolverOptions(InetSocketAddress listen) throws IOException {
        ResolverHttp api = new ResolverHttp(http(listen), tokens.forResolver(), Optional.empty(), Optional.empty());
        return new ResolverOptions(Optional.empty(), Optional.of(api));
    }

    private static HttpSettings http(InetSocketAddress listen) {
        return new HttpSettings(listen, Optional.empty(), Limits.standard());
    }

    public URI editorAddress() {
        return editor.address();
    }

    public URI resolverAddress() {
        return resolver.address().orElseThrow();
    }

    public URI managementAddress() {
        return management;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** A file with a token for the editor API, made just now. */
    public Path editorToken() throws IOException, GeneralSecurityException {
        return tokens.editorFile();
    }

    /** A file with a token for the resolver API, made just now. */
    public Path workerToken() throws IOException, GeneralSecurityException {
        return tokens.workerFile();
    }

    @Override
    public void awaitReady(Duration timeout) throws TimeoutException, InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        for (Service service : services()) {
            service.awaitReady(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
    }

    @Override
    public Optional<Throwable> failure() {
        Optional<Throwable> ofBroker = broker.failure().map(IllegalStateException::new);
        return ofBroker.or(
                () -> services().stream().flatMap(it -> it.failure().stream()).findFirst());
    }

    @Override
    public Health health() {
        return Health.ofNothing()
                .living("services", () -> failure().map(failure -> "one stopped for good; the log says why"))
                .ready("services", () -> services().stream()
                        .flatMap(it -> it.health().unready().values().stream())
                        .findFirst());
    }

    private List<Service> services() {
        return Stream.of(processor, resolver, editor).map(Service.class::cast).toList();
    }

    /** Stops everything, the last started first. */
    @Override
    public void close() {
        stops.close();
    }
}
