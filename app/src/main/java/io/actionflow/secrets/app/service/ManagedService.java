package io.actionflow.secrets.app.service;

import io.actionflow.secrets.app.management.ManagementServer;
import io.actionflow.secrets.app.management.ServiceMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** A service that monitoring can ask how it is, until it has stopped. */
public final class ManagedService implements Service {

    private final Service service;
    private final Stops stops = new Stops();

    private ManagedService(Service service) {
        this.service = service;
    }

    /** Owns all of them from now on. */
    public static ManagedService of(Service service, ManagementServer server, ServiceMetrics metrics) {
        ManagedService managed = new ManagedService(service);
        managed.stops.started(metrics, metrics::close);
        managed.stops.started(server, server::close);
        managed.stops.started(service, service::close);
        return managed;
    }

    @Override
    public void awaitReady(Duration timeout) throws TimeoutException, InterruptedException {
        service.awaitReady(timeout);
    }

    @Override
    public Optional<Throwable> failure() {
        return service.failure();
    }

    @Override
    public void close() {
        stops.close();
    }
}
