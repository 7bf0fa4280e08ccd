package io.actionflow.secrets.projections.topology;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets threads wait for progress. Whoever makes progress pays nothing while nobody waits. */
public final class Progress {

    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition made = lock.newCondition();

    /** Something that somebody may wait for has happened. */
    public void made() {
        if (waiting.get() > 0) {
            lock.lock();
            try {
                made.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits until the condition holds; returns false where time ran out first. */
    public boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        waiting.incrementAndGet();
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = made.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
            waiting.decrementAndGet();
        }
    }
}
