package io.actionflow.secrets.app.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/** The answers that are on their way. A caller who takes one slower than the limits allow is given up. */
final class Sending implements Runnable {

    private record Begun(long bytes, long nanos) {}

    private final Limits limits;
    private final HttpMetrics metrics;
    // One answer at a time goes over a connection of HTTP/1.1.
    private final Map<Connection, Begun> connections = new ConcurrentHashMap<>();

    Sending(Limits limits, HttpMetrics metrics) {
        this.limits = limits;
        this.metrics = metrics;
    }

    void begin(Connection connection) {
        connections.put(connection, new Begun(connection.getBytesOut(), System.nanoTime()));
    }

    void end(Connection connection) {
        connections.remove(connection);
    }

    /** Looks at all of them once. */
    @Override
    public void run() {
        connections.forEach((connection, begun) -> {
            if (isSlow(connection, begun)) {
                metrics.refused("SLOW_READER");
                connection.getEndPoint().close();
            }
        });
    }

    private boolean isSlow(Connection connection, Begun begun) {
        long millis = (System.nanoTime() - begun.nanos()) / 1_000_000;
        long sent = connection.getBytesOut() - begun.bytes();
        return millis > limits.of(Limit.SLOW_START_MILLIS) && sent < millis * limits.of(Limit.BYTES_PER_SECOND) / 1000;
    }
}
