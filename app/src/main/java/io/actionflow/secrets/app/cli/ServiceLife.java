package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.service.Service;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The life of a service in this process: it gets ready, says so, and goes on until a signal ends it, or a failure. */
final class ServiceLife {

    private static final Duration READY_WITHIN = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final String name;
    private final Service service;
    private final Runnable stop;

    private ServiceLife(String name, Service service, Runnable stop) {
        this.name = name;
        this.service = service;
        this.stop = stop;
    }

    static ServiceLife of(String name, Service service) {
        return new ServiceLife(name, service, service::close);
    }

    /** With more to do than to close it, when a signal comes. */
    ServiceLife stoppedBy(Runnable other) {
        return new ServiceLife(name, service, other);
    }

    /** What is done once the service does its work. */
    interface Announcement {
        void make() throws Exception;
    }

    /** Returns only where the service has failed: with what it has to say. A signal ends the process instead. */
    CommandFailure live(Announcement ready) throws Exception {
        // A signal ends the process through this: finish what is at hand, then leave.
        Thread onSignal = new Thread(stop, name + "-stop");
        Runtime.getRuntime().addShutdownHook(onSignal);
        awaitReady();
        ready.make();
        Throwable failure = awaitFailure();
        Runtime.getRuntime().removeShutdownHook(onSignal);
        return stopped(failure);
    }

    private void awaitReady() throws InterruptedException {
        try {
            service.awaitReady(READY_WITHIN);
        } catch (IllegalStateException | ProjectionUnavailableException e) {
            throw stopped(service.failure().orElse(e));
        } catch (TimeoutException e) {
            throw new CommandFailure(
                    ExitStatus.UNAVAILABLE, "UNAVAILABLE", String.valueOf(e.getMessage()), "Are all brokers running?");
        }
    }

    private Throwable awaitFailure() throws InterruptedException {
        while (service.failure().isEmpty()) {
            Thread.sleep(LOOK_EVERY.toMillis());
        }
        return service.failure().orElseThrow();
    }

    private CommandFailure stopped(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause().getMessage() != null) {
            root = root.getCause();
        }
        return new CommandFailure(
                ExitStatus.FAILED,
                "STOPPED",
                "The " + name + " stopped: " + root.getMessage(),
                "The log says where; nothing was skipped, and it goes on from there once that is put right");
    }
}
