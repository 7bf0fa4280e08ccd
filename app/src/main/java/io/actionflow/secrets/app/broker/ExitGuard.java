package io.actionflow.secrets.app.broker;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a broker that gives up from ending the process that it is embedded in. Kafka asks for that through its class
 * {@link Exit}; here the thread that asks gets an exception, and whoever listens learns why.
 *
 * <p>Once installed it stays: a thread of a stopped broker may come late.
 */
final class ExitGuard {

    private static final Logger LOG = LoggerFactory.getLogger(ExitGuard.class);
    private static final Set<Consumer<String>> LISTENERS = new CopyOnWriteArraySet<>();

    private ExitGuard() {}

    /** From now on no Kafka code ends this process. Kafka doesn't say which broker gave up: every listener is told. */
    static void listen(Consumer<String> listener) {
        LISTENERS.add(listener);
        Exit.setExitProcedure(ExitGuard::refuse);
        Exit.setHaltProcedure(ExitGuard::refuse);
    }

    static void ignore(Consumer<String> listener) {
        LISTENERS.remove(listener);
    }

    private static void refuse(int status, @Nullable String message) {
        String reason = message == null ? "it asked for exit status " + status + ", see the log" : message;
        LOG.error("The embedded broker gave up: {}", reason);
        LISTENERS.forEach(listener -> listener.accept(reason));
        throw new BrokerException("The embedded broker gave up: " + reason);
    }
}
