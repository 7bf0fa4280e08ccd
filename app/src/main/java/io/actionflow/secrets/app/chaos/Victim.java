package io.actionflow.secrets.app.chaos;

import java.io.IOException;

/** A part of the system that can be killed or stopped, and started again. */
public interface Victim {

    /** What it is called in the report: {@code broker-2}. */
    String name();

    /** SIGKILL; returns once it is gone. */
    void kill() throws IOException, InterruptedException;

    /** SIGTERM, and time to leave in good order; returns once it is gone. */
    void stop() throws IOException, InterruptedException;

    /** Starts it again with what it left on its disk. */
    void start() throws IOException, InterruptedException;

    /** Whether it does its work again. */
    boolean isHealthy() throws IOException, InterruptedException;
}
