package io.actionflow.secrets.app.service;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started, to be stopped in the opposite order. Stopping twice does nothing. */
final class Stops implements AutoCloseable {

    private final Deque<Runnable> stops = new ArrayDeque<>();

    synchronized <T> T started(T part, Runnable stop) {
        stops.push(stop);
        return part;
    }

    @Override
    public synchronized void close() {
        while (!stops.isEmpty()) {
            stops.pop().run();
        }
    }
}
