package io.actionflow.secrets.commands.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The partition on which answers are read, once it is: nothing may be sent before. For many threads. */
final class ReplyAddress {

    private final CountDownLatch known = new CountDownLatch(1);
    private volatile int partition = -1;
    private volatile @Nullable Throwable obstacle;
    private volatile boolean over;

    /** From now on answers on this partition are read. */
    void is(int chosen) {
        partition = chosen;
        obstacle = null;
        known.countDown();
    }

    /** What has kept us from reading answers up to now; it may pass. */
    void obstructedBy(Throwable cause) {
        obstacle = cause;
    }

    /** Whether answers are read, and nothing is known that keeps us from it. */
    boolean isServed() {
        return known.getCount() == 0 && !over && obstacle == null;
    }

    /** No answer will be read any more. */
    void over(@Nullable Throwable cause) {
        obstacle = cause;
        over = true;
        known.countDown();
    }

    /** Waits for the partition; throws {@link CommandUnavailableException} where there is none in time. */
    int await(String commandId, Duration patience) {
        boolean isKnown;
        try {
            isKnown = known.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandUnavailableException.notSent(commandId, notSent(commandId, "the caller was interrupted"), e);
        }
        if (over) {
            throw CommandUnavailableException.notSent(
                    commandId, notSent(commandId, "the client is closed or has failed"), obstacle);
        } else if (!isKnown) {
            throw CommandUnavailableException.notSent(
                    commandId,
                    notSent(commandId, "Kafka could not be reached for " + patience.toMillis() + " ms"),
                    obstacle);
        }
        return partition;
    }

    static String notSent(String commandId, String because) {
        return "Command " + commandId + " was not sent: " + because;
    }
}
