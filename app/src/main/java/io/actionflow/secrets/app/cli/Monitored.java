package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.management.Health;
import io.actionflow.secrets.app.management.ManagementServer;
import io.actionflow.secrets.app.management.ServiceMetrics;
import io.actionflow.secrets.app.service.Service;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Answers monitoring from the first moment on: a service that restores its state for minutes lives, and is not ready. */
final class Monitored implements AutoCloseable {

    private final AtomicReference<@Nullable Service> service = new AtomicReference<>();
    private final Optional<ManagementServer> server;

    private Monitored(Optional<InetSocketAddress> listen, ServiceMetrics metrics)
            throws IOException, GeneralSecurityException {
        Health health = Health.ofNothing().living("service", this::failure).ready("service", this::unready);
        this.server = listen.isPresent()
                ? Optional.of(ManagementServer.start(listen.get(), metrics.registry(), health))
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

    private Optional<String> failure() {
        Service started = service.get();
        return started == null
                ? Optional.empty()
                : started.failure()
                        .map(cause -> "it stopped: " + cause.getClass().getSimpleName());
    }

    private Optional<String> unready() {
        Service started = service.get();
        return started == null ? Optional.of("it starts") : started.unready();
    }

    @Override
    public void close() {
        server.ifPresent(ManagementServer::close);
    }
}
