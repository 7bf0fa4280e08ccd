package io.actionflow.secrets.app.service;

import io.actionflow.secrets.app.management.Health;
import io.actionflow.secrets.app.management.ManagementServer;
import io.actionflow.secrets.app.management.ServiceMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What monitoring hears of a service, from before it is ready until after it was told to stop. */
public final class ServiceWatch implements AutoCloseable {

    private enum Stage {
        STARTING,
        READY,
        STOPPING
    }

    private final Service service;
    private final @Nullable ManagementServer server;
    private volatile Stage stage = Stage.STARTING;

    private ServiceWatch(Optional<InetSocketAddress> listen, ServiceMetrics metrics, Service service)
            throws IOException, GeneralSecurityException {
        this.service = service;
        Health health = service.health()
                .ready("stage", () -> stage == Stage.READY ? Optional.empty() : Optional.of(stage.toString()));
        this.server = listen.isPresent() ? ManagementServer.start(listen.get(), metrics.registry(), health) : null;
    }

    /** Begins to answer. @param listen empty for nowhere */
    public static ServiceWatch start(Optional<InetSocketAddress> listen, ServiceMetrics metrics, Service service)
            throws IOException, GeneralSecurityException {
        return new ServiceWatch(listen, metrics, service);
    }

    public void ready() {
        stage = Stage.READY;
    }

    /** Stops the service, and says meanwhile that nobody should ask it any more. */
    public void stop() {
        stage = Stage.STOPPING;
        service.close();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
