package io.actionflow.secrets.app.service;

import io.actionflow.secrets.app.management.Health;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Something that runs until it is closed, or until it fails for good. */
public interface Service extends AutoCloseable {

    /** Waits until it does its work. */
    void awaitReady(Duration timeout) throws TimeoutException, InterruptedException;

    /** What stopped it for good, if anything has. */
    Optional<Throwable> failure();

    /** How its parts are, asked anew each time. */
    Health health();

    @Override
    void close();
}
