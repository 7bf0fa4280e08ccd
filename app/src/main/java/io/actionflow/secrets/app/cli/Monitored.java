package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.management.ManagementServer;
import io.actionflow.secrets.app.management.ServiceMetrics;
import io.actionflow.secrets.app.service.Service;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Answers monitoring from the first moment on: a service that restores its state for minutes lives, and is not ready. */
final class Monitored implements AutoCloseable {

    private final AtomicReference<@Nullable Service> service = new AtomicReference<>();
    private final Optional<ManagementServer> server;
    private volatile boolean stopping;

    private Monitored(Optional<InetSocketAddress> listen, ServiceMetrics metrics)
            throws IOException, GeneralSecurityException {
        this.server = listen.isPresent()
                ? Optional.of(ManagementServer.start(listen.get(), metrics.registry(), this::dead, this::unready))
                : Optional.empty();
    }

    /** @param listen empty for not at all */
    static Monitored start(Optional<InetSocketAddress> listen, ServiceMetrics metrics)
            throws IOException, GeneralSecurityException {
        return new Monitored(listen, metrics);
    }

    /** From now on there is a service to tell of. */
    void is(Service started) {
        service.set(started);
    }

    /** Stops the service, and says meanwhile that nobody should ask it any more. */
    void stop() {
        stopping = true;
        Service started = service.get();
        if (started != null) {
            started.close();
        }
    }

    private Map<String, String> dead() {
        Service started = service.get();
        return started == null ? Map.of() : started.health().dead();
    }

    private Map<String, String> unready() {
        Service started = service.get();
        if (started == null || stopping) {
            return Map.of("service", started == null ? "it starts" : "it stops");
        }
        return started.health().unready();
    }

    @Override
    public void close() {
        server.ifPresent(ManagementServer::close);
    }
}
