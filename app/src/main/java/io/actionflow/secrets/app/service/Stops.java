package io.actionflow.secrets.app.service;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started, to be stopped in the opposite order. Stopping twice does nothing. */
public final class Stops implements AutoCloseable {

    private final Deque<Runnable> stops = new ArrayDeque<>();

    /** Notes how to stop a part that has just been started, and gives the part back. */
    public synchronized <T> T started(T part, Runnable stop) {
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
