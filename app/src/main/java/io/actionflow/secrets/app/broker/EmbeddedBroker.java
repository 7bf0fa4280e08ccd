package io.actionflow.secrets.app.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A whole Kafka cluster of one node in this process: broker and controller, reachable from this machine alone, without
 * authentication. It may be stopped and started again, on the same port with the same data, as often as one likes.
 *
 * <p>It never ends the process: a broker that gives up says so through {@link #failure()}. Safe for use by several
 * threads.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private final BrokerSettings settings;
    private final int port;
    private final int controllerPort;
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private final Consumer<String> onExit = failure::set;
    private @Nullable BrokerRun run;

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
        if (run != null) {
            return;
        }
        if (!LoopbackPort.isFree(port)) {
            throw new BrokerException("Port " + port + " is in use. Stop what listens there, or choose another port");
        }
        failure.set(null);
        ExitGuard.listen(onExit);
        Path directory = settings.dataDirectory().toAbsolutePath();
        try {
            run = BrokerRun.start(directory, settings.toProperties(port, controllerPort));
        } catch (BrokerException e) {
            throw e;
        } catch (Exception e) {
            throw new BrokerException("The embedded broker did not start in " + directory + ": " + e.getMessage(), e);
        } finally {
            if (run == null) {
                ExitGuard.ignore(onExit);
            }
        }
    }

    /**
     * Stops cleanly, keeping the data; does nothing if not running.
     *
     * @throws BrokerException if it doesn't stop in time, which only a broker that gave up is known to do
     */
    public synchronized void stop() {
        BrokerRun running = run;
        if (running == null) {
            return;
        }
        run = null;
        try {
            running.stop();
        } catch (IOException e) {
            throw new BrokerException("The lock of " + settings.dataDirectory() + " can't be given back", e);
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
}
