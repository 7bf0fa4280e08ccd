package io.actionflow.secrets.app.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the broker, from its start to its end. Not for use by several threads. */
final class BrokerRun {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerRun.class);

    // A broker that gave up may never get to the end of its shutdown.
    private static final Duration STOP_WITHIN = Duration.ofSeconds(60);

    private final DirectoryLock lock;
    private final KafkaRaftServer server;

    private BrokerRun(DirectoryLock lock, KafkaRaftServer server) {
        this.lock = lock;
        this.server = server;
    }

    /** Starts, and returns when clients are served; leaves nothing behind if that fails. */
    static BrokerRun start(Path directory, Properties properties) throws Exception {
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            format(directory);
            KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
            BrokerRun run = new BrokerRun(lock, server);
            run.startup();
            return run;
        } catch (Exception | LinkageError e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Stops cleanly.
     *
     * @throws BrokerException if the broker doesn't end; its threads are then left behind
     */
    void stop() throws IOException {
        try (lock) {
            end();
        }
    }

    private void startup() {
        try {
            server.startup();
        } catch (RuntimeException e) {
            try {
                end();
            } catch (BrokerException stuck) {
                e.addSuppressed(stuck);
            }
            throw e;
        }
    }

    private void end() {
        Thread stopping = new Thread(this::shutdown, "embedded-broker-stop");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(STOP_WITHIN.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        if (stopping.isAlive()) {
            throw new BrokerException("The embedded broker did not stop within " + STOP_WITHIN.toSeconds() + " s");
        }
    }

    private void shutdown() {
        try {
            server.shutdown();
            server.awaitShutdown();
        } catch (RuntimeException e) {
            LOG.warn("The embedded broker did not stop cleanly", e);
        }
    }

    private static void format(Path directory) throws Exception {
        // Written last when a directory is formatted, so that what was interrupted is done again.
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerSettings.NODE_ID)
                .setControllerListenerName(BrokerSettings.CONTROLLER)
                .setMetadataLogDirectory(directory.toString())
                .addDirectory(directory.toString())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
    }
}
