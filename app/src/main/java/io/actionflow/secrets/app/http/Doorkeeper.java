package io.actionflow.secrets.app.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Closes connections: those over the limit as soon as they open, and those whose next request's headers don't get done. The
 * latter send a byte now and then, so that no idle timeout ever sees them.
 */
final class Doorkeeper implements Connection.Listener, Runnable {

    private final ServerConnector connector;
    private final Limits limits;
    private final HttpMetrics metrics;
    private final Map<Connection, Seen> connections = new ConcurrentHashMap<>();

    Doorkeeper(ServerConnector connector, Limits limits, HttpMetrics metrics) {
        this.connector = connector;
        this.limits = limits;
        this.metrics = metrics;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection) {
            // The one within it is opened as well.
            return;
        }
        if (connector.getConnectedEndPoints().size() > limits.of(Limit.CONNECTIONS)) {
            close(connection, "CONNECTIONS");
        } else {
            connections.put(connection, Seen.now(connection));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    /** Looks at all connections once. */
    @Override
    public void run() {
        connections.replaceAll((connection, seen) -> seen.isStill(connection) ? seen : Seen.now(connection));
        connections.forEach((connection, seen) -> {
            if (seen.isSlow(connection, limits.of(Limit.SLOW_START_MILLIS))) {
                close(connection, "SLOW_HEADERS");
            }
        });
    }

    private void close(Connection connection, String reason) {
        metrics.refused(reason);
        EndPoint endPoint = connection.getEndPoint();
        endPoint.close();
    }

    /** When a connection was first seen between two requests, and how much it had sent by then. */
    private record Seen(long requests, long bytes, long nanos) {

        static Seen now(Connection connection) {
            return new Seen(connection.getMessagesIn(), connection.getBytesIn(), System.nanoTime());
        }

        // While a request is under way, or nothing of the next has come, the time does not count.
        boolean isStill(Connection connection) {
            return connection.getMessagesIn() == requests
                    && connection.getMessagesOut() >= requests
                    && connection.getBytesIn() != bytes;
        }

        boolean isSlow(Connection connection, long millis) {
            return isStill(connection) && System.nanoTime() - nanos > millis * 1_000_000;
        }
    }
}
