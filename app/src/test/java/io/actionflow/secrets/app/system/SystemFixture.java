package io.actionflow.secrets.app.system;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.commands.client.ClientSettings;
import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.commands.processor.CommandProcessorService;
import io.actionflow.secrets.commands.processor.ProcessorSettings;
import io.actionflow.secrets.projections.replay.Replay;
import io.actionflow.secrets.projections.topology.KafkaProjection;
import io.actionflow.secrets.resolver.Resolver;
import io.actionflow.secrets.resolver.ResolverSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The whole system in this process over a broker: a command processor, a projection with a resolver, and a client. State
 * goes under a directory of the test's. Closing it stops all of them, and leaves the broker to its owner.
 */
final class SystemFixture implements AutoCloseable {

    static final int PARTITIONS = 4;

    /** Longer than anything takes: whoever waits that long has waited in vain. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BrokerFixture broker;
    private final Path directory;
    private final TestKeys keys = TestKeys.generate();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final CommandProcessorService processor;
    private final KafkaProjection projection;
    private final Resolver resolver;
    private final CommandClient client;

    private SystemFixture(BrokerFixture broker, Path directory, ResolverSettings settings) throws Exception {
        this.broker = broker;
        this.directory = directory;
        try {
            broker.createTopics(PARTITIONS);
            this.processor = startProcessor();
            this.projection =
                    started(KafkaProjection.start(kafka(resolverDirectory()), keys.reading()), KafkaProjection::close);
            this.resolver = started(
                    Resolver.of(projection, keys.values(), settings, InstantSource.system(), meters), Resolver::close);
            this.client = newClient();
            processor.awaitRunning(PATIENCE);
            projection.awaitCaughtUp(PATIENCE);
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** Creates the topics where there are none, and returns when everything does its work. */
    static SystemFixture start(BrokerFixture broker, Path directory) throws Exception {
        return start(broker, directory, ResolverSettings.DEFAULTS);
    }

    static SystemFixture start(BrokerFixture broker, Path directory, ResolverSettings settings) throws Exception {
        return new SystemFixture(broker, directory, settings);
    }

    CommandProcessorService processor() {
        return processor;
    }

    KafkaProjection projection() {
        return projection;
    }

    Resolver resolver() {
        return resolver;
    }

    CommandClient client() {
        return client;
    }

    TestKeys keys() {
        return keys;
    }

    MeterRegistry meters() {
        return meters;
    }

    /** One more client, closed with the rest. */
    CommandClient newClient() {
        return newClient(ClientSettings.of(Map.of("bootstrap.servers", broker.bootstrapServers())));
    }

    CommandClient newClient(ClientSettings settings) {
        return started(CommandClient.connect(settings, keys.cipher(), keys.sealer()), CommandClient::close);
    }

    /** Where the processor and the reader keep their state. */
    List<Path> stateDirectories() {
        return List.of(processorDirectory(), resolverDirectory());
    }

    Path processorDirectory() {
        return directory.resolve("processor");
    }

    Path resolverDirectory() {
        return directory.resolve("resolver");
    }

    /** What the log says, read from its beginning by somebody who has nothing else. */
    Replay replay() {
        return LogReplay.of(broker.bootstrapServers(), keys.cipher(), keys.hash());
    }

    private CommandProcessorService startProcessor() {
        ProcessorSettings settings = ProcessorSettings.of(kafka(processorDirectory()));
        return started(
                CommandProcessorService.start(settings, keys.processing(), meters), CommandProcessorService::close);
    }

    private Map<String, Object> kafka(Path stateDirectory) {
        Map<String, Object> kafka = new HashMap<>();
        kafka.put("bootstrap.servers", broker.bootstrapServers());
        kafka.put("state.dir", stateDirectory.toString());
        return kafka;
    }

    private <T> T started(T part, Consumer<T> stop) {
        stops.push(() -> stop.accept(part));
        return part;
    }

    /** Stops everything, the last started first. */
    @Override
    public void close() {
        while (!stops.isEmpty()) {
            stops.pop().run();
        }
    }
}
