package io.actionflow.secrets.app.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole Kafka cluster of one node in this process: broker and controller, reachable from this machine alone, without
 * authentication. It may be stopped and started again, on the same port with the same data, as often as one likes.
 *
 * <p>It never ends the process: a broker that gives up says so through {@link #failure()}. Safe for use by several
 * threads.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final BrokerSettings settings;
    private final int port;
    private final int controllerPort;
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private final Consumer<String> onExit = failure::set;
    private @Nullable KafkaRaftServer server;

    /** A broker that is not yet started; its port is chosen already. */
    public EmbeddedBroker(BrokerSettings settings) {
        this.settings = settings;
        this.port = settings.port() == 0 ? LoopbackPort.free() : settings.port();
        this.controllerPort = LoopbackPort.free();
    }

    /** Starts a broker on a free port with its data in the directory. */
    public static EmbeddedBroker startIn(Path dataDirectory) {
        EmbeddedBroker broker = new EmbeddedBroker(BrokerSettings.in(dataDirectory));
        broker.start();
        return broker;
    }

    /** What clients connect to, as host:port; the same for the whole life of this object. */
    public String bootstrapServers() {
        return BrokerSettings.address(port);
    }

    /**
     * Starts, and returns when clients are served; does nothing if already running.
     *
     * @throws BrokerException if the port is taken or the data can't be used
     */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        if (!LoopbackPort.isFree(port)) {
            throw new BrokerException("Port " + port + " is in use. Stop what listens there, or choose another port");
        }
        failure.set(null);
        ExitGuard.listen(onExit);
        try {
            format();
            KafkaConfig config = KafkaConfig.fromProps(settings.toProperties(port, controllerPort), false);
            server = started(new KafkaRaftServer(config, Time.SYSTEM));
        } catch (Exception e) {
            throw new BrokerException(
                    "The embedded broker did not start in " + settings.dataDirectory() + ": " + e.getMessage(), e);
        } finally {
            if (server == null) {
                ExitGuard.ignore(onExit);
            }
        }
    }

    /** Stops cleanly, keeping the data; does nothing if not running. */
    public synchronized void stop() {
        KafkaRaftServer running = server;
        if (running == null) {
            return;
        }
        server = null;
        try {
            running.shutdown();
            running.awaitShutdown();
        } finally {
            ExitGuard.ignore(onExit);
        }
    }

    public synchronized void restart() {
        stop();
        start();
    }

    /** Why the broker gave up since it was last started, if it did. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public void close() {
        stop();
    }

    private void format() throws Exception {
        Path directory = settings.dataDirectory().toAbsolutePath();
        // Written last when a directory is formatted, so that what was interrupted is done again.
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(directory);
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerSettings.NODE_ID)
                .setControllerListenerName(BrokerSettings.CONTROLLER)
                .setMetadataLogDirectory(directory.toString())
                .addDirectory(directory.toString())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
    }

    private static KafkaRaftServer started(KafkaRaftServer server) {
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            stopHalfStarted(server);
            throw e;
        }
    }

    private static void stopHalfStarted(KafkaRaftServer server) {
        try {
            server.shutdown();
        } catch (RuntimeException e) {
            LOG.warn("A broker that did not start could not be stopped cleanly", e);
        }
    }
}
