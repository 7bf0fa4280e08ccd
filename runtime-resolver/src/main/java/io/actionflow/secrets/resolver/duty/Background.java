package io.actionflow.secrets.resolver.duty;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that does its rounds until it is closed: after a while, and when it is woken. */
final class Background implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Round round;
    private final Duration every;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    /** What is done each time. */
    interface Round {
        void go() throws InterruptedException;
    }

    Background(String name, Duration every, Round round) {
        this.round = round;
        this.every = every;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The next round begins at once. */
    void wake() {
        wake.release();
    }

    boolean isClosed() {
        return closed;
    }

    /** Waits, unless it is closed meanwhile. */
    void pause(Duration pause) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, pause.toNanos()));
    }

    private void run() {
        try {
            while (!closed) {
                oneRound();
                if (wake.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Interrupted to close", e);
        }
    }

    private void oneRound() throws InterruptedException {
        try {
            round.go();
        } catch (RuntimeException e) {
            // The next round comes in a moment; an exception that left here would end all of them.
            LOG.warn("{} could not finish a round", thread.getName(), e);
        }
    }

    /** Interrupts what is under way, and waits for some seconds until it has ended. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
