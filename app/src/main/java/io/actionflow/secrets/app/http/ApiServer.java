package io.actionflow.secrets.app.http;

import io.actionflow.secrets.app.auth.Authenticator;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server for a list of routes, from its start until it is closed. Safe for use by several threads. */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(10);
    // These never wait for anybody; operations have threads of their own.
    private static final int MOST_THREADS = 32;

    private final Server server;
    private final ServerConnector connector;
    private final Serving serving;
    private final ApiHandler handler;
    private final ThreadPoolExecutor operations;
    private final ScheduledExecutorService keeper;
    private final boolean secure;
    private final HttpMetrics metrics;
    private volatile URI address = URI.create("");

    private ApiServer(HttpSettings settings, List<Route> routes, Authenticator auth, MeterRegistry registry)
            throws IOException, GeneralSecurityException {
        Limits limits = settings.limits();
        refuseUnservable(routes, limits);
        metrics = new HttpMetrics(registry);
        operations = pool(limits);
        serving = new Serving(
                new RouteTable(routes),
                auth,
                limits,
                new Admission(limits),
                new BodyMemory(limits),
                new BodyMemory(limits),
                new Sending(limits, metrics),
                operations,
                metrics,
                new AtomicBoolean(),
                settings.logged());
        handler = new ApiHandler(serving);
        Optional<Tls> tls =
                settings.tls().isPresent() ? Optional.of(new Tls(settings.tls().get())) : Optional.empty();
        secure = tls.isPresent();
        server = new Server(new QueuedThreadPool(MOST_THREADS, 4));
        connector = Connectors.of(server, settings, tls.map(Tls::factory));
        Doorkeeper doorkeeper = new Doorkeeper(connector, limits, metrics);
        connector.addBean(doorkeeper);
        server.addConnector(connector);
        server.setHandler(handler);
        server.setErrorHandler(new JettyErrors(serving));
        keeper = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "http-keeper"));
        every(LOOK_EVERY, doorkeeper);
        every(LOOK_EVERY, serving.sending());
        tls.ifPresent(files -> every(LOOK_EVERY, files));
    }

    /**
     * Starts to listen.
     *
     * @throws IllegalArgumentException where the routes can't be served within the limits
     * @throws IOException where the address can't be had, or a file can't be read
     */
    public static ApiServer start(HttpSettings settings, List<Route> routes, Authenticator auth, MeterRegistry registry)
            throws IOException, GeneralSecurityException {
        ApiServer started = new ApiServer(settings, routes, auth, registry);
        try {
            started.server.start();
        } catch (Exception e) {
            started.close();
            throw e instanceof IOException cause
                    ? cause
                    : new IOException("Can't listen on " + settings.listen() + ": " + e.getMessage(), e);
        }
        started.listens(settings.listen());
        started.observe();
        return started;
    }

    /** Where it listens, with the real port. */
    public URI address() {
        return address;
    }

    /** From now on new requests are refused with 503, and connections closed after their answer. */
    public void beginDrain() {
        serving.draining().set(true);
    }

    /** Drains, waits for what is under way as long as the limits say, then stops. Once more does nothing. */
    @Override
    public void close() {
        beginDrain();
        awaitAnswers();
        keeper.shutdownNow();
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("Stopping the HTTP server failed: {}", e.toString());
        }
        operations.shutdownNow();
    }

    private void awaitAnswers() {
        long end = System.nanoTime()
                + TimeUnit.MILLISECONDS.toNanos(serving.limits().of(Limit.DRAIN_MILLIS));
        while (handler.open() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        if (handler.open() > 0) {
            LOG.warn("Stopping with {} requests not answered", handler.open());
        }
    }

    private void every(Duration period, Runnable work) {
        keeper.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        // Else it would never be run again.
                        LOG.error("The HTTP server's keeper failed: {}", Fault.inOneLine(e));
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void observe() {
        int port = connector.getLocalPort();
        metrics.gauge("secrets.http.connections", "Open connections", port, () -> connector
                .getConnectedEndPoints()
                .size());
        metrics.gauge("secrets.http.under.way", "Operations under way", port, () -> serving.admission()
                .underWay());
        metrics.gauge("secrets.http.body.bytes", "Bytes of bodies in memory", port, () -> serving.memory()
                .used());
    }

    private void listens(InetSocketAddress listen) {
        String host = listen.getHostString();
        String name = host.contains(":") ? "[" + host + "]" : host;
        address = URI.create((secure ? "https" : "http") + "://" + name + ":" + connector.getLocalPort());
        if (!secure && !listen.getAddress().isLoopbackAddress()) {
            LOG.warn("Listening on {} without TLS: whoever is on the way can read tokens and values", address);
        }
    }

    // Who was admitted never waits for a thread: so nobody's slow operation keeps another's from beginning. There are
    // more
    // threads than places, because one that hands over has none for a moment, nor has one whose operation was given up.
    private static ThreadPoolExecutor pool(Limits limits) {
        int most = (int) Math.min(2 * limits.of(Limit.REQUESTS), Integer.MAX_VALUE);
        return new ThreadPoolExecutor(
                0, most, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> daemon(work, "http-operation"));
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static void refuseUnservable(List<Route> routes, Limits limits) {
        for (Route route : routes) {
            if (route.largestBody() > limits.of(Limit.BODY_BYTES)) {
                throw new IllegalArgumentException(route.operationId() + " takes bodies of " + route.largestBody()
                        + " bytes, but only " + limits.of(Limit.BODY_BYTES)
                        + " bytes of bodies may be in memory: raise secrets.http.max-body-bytes-total, and the heap");
            }
        }
    }
}
