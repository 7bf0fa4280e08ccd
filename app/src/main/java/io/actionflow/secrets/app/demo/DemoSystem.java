package io.actionflow.secrets.app.demo;

import io.actionflow.secrets.app.broker.EmbeddedBroker;
import io.actionflow.secrets.app.config.KeyDirectory;
import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.service.ProcessorService;
import io.actionflow.secrets.app.service.ResolverService;
import io.actionflow.secrets.app.service.Service;
import io.actionflow.secrets.app.topics.TopicAdmin;
import io.actionflow.secrets.commands.client.ClientSettings;
import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.resolver.Resolver;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** The whole system in one process, each part as it runs in production, over an embedded broker. */
final class DemoSystem implements AutoCloseable {

    private static final int PARTITIONS = 2;
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration SYNC_WITHIN = Duration.ofSeconds(20);

    private final Path directory;
    private final Narration narration;
    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final EmbeddedBroker broker;
    private final KeyFiles keys;
    private final CommandClient client;
    private final ResolverService resolver;

    private DemoSystem(Path directory, Narration narration) throws Exception {
        this.directory = directory;
        this.narration = narration;
        try {
            this.broker = timed("an embedded Kafka broker, its files in broker/", this::startBroker);
            this.keys = timed("topics, and keys in keys/: only resolvers get keys/resolver", this::prepare);
            timed("the command processor, exactly-once, its state in processor/", this::startProcessor);
            this.resolver = timed("a resolver, its projection in resolver/", this::startResolver);
            this.client = timed("an editor's backend: a client that can seal and not open", this::connectClient);
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** Starts everything; files go under the directory, which may be that of an earlier start. */
    static DemoSystem start(Path directory, Narration narration) throws Exception {
        return new DemoSystem(directory, narration);
    }

    CommandClient client() {
        return client;
    }

    Resolver resolver() {
        return resolver.resolver();
    }

    void awaitSync(String projectId, long sync) throws Exception {
        resolver.resolver().awaitSync(projectId, sync, SYNC_WITHIN);
    }

    /** What broker and Kafka Streams wrote. */
    List<Path> writtenDirectories() {
        return List.of(directory.resolve("broker"), directory.resolve("processor"), directory.resolve("resolver"));
    }

    private EmbeddedBroker startBroker() throws IOException {
        return started(
                EmbeddedBroker.startIn(Files.createDirectories(directory.resolve("broker"))), EmbeddedBroker::close);
    }

    private KeyFiles prepare() throws IOException, GeneralSecurityException {
        try (Admin admin = Admin.create(kafka())) {
            new TopicAdmin(admin).create(OptionalInt.of(PARTITIONS), TopicAdmin.BROKER_DEFAULT_REPLICATION);
        }
        Path keyDirectory = directory.resolve("keys");
        if (!Files.exists(keyDirectory)) {
            KeyDirectory.create(keyDirectory);
        }
        // It may have been made by an earlier version.
        KeyDirectory.complete(keyDirectory);
        return KeyFiles.in(keyDirectory);
    }

    private Service startProcessor() throws Exception {
        Service processor = started(ProcessorService.start(kafka("processor"), keys), Service::close);
        processor.awaitReady(START_WITHIN);
        return processor;
    }

    private ResolverService startResolver() throws Exception {
        ResolverService service = started(ResolverService.start(kafka("resolver"), keys), Service::close);
        service.awaitReady(START_WITHIN);
        return service;
    }

    private CommandClient connectClient() throws Exception {
        CommandClient connected = CommandClient.connect(
                ClientSettings.of(kafka()), MetadataCipher.of(keys.metadata()), ValueSealer.of(keys.valuePublic()));
        return started(connected, CommandClient::close);
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private Map<String, Object> kafka(String stateDirectory) {
        return Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "state.dir",
                directory.resolve(stateDirectory).toString());
    }

    private <T> T started(T part, Consumer<T> stop) {
        stops.push(() -> stop.accept(part));
        return part;
    }

    private interface Start<T> {
        T start() throws Exception;
    }

    private <T> T timed(String what, Start<T> start) throws Exception {
        long before = System.nanoTime();
        T started = start.start();
        narration.done(what, Duration.ofNanos(System.nanoTime() - before));
        return started;
    }

    /** Stops everything, the last started first. */
    @Override
    public void close() {
        while (!stops.isEmpty()) {
            stops.pop().run();
        }
    }
}
