package io.actionflow.secrets.app.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;

/**
 * Reads a body as it comes, holding no thread in between. A sender that is slower than the limits allow is given up: one that
 * sends nothing by the connection's idle timeout, one that trickles by its speed.
 */
final class BodyReader implements Runnable {

    private final Content.Source source;
    private final Body body;
    private final Limits limits;
    private final Runnable done;
    private final Consumer<Throwable> failed;
    private final long begin = System.nanoTime();

    /**
     * @param done run once all of it is in the body
     * @param failed told why not, a {@link ProblemException} where there is somebody to answer
     */
    BodyReader(Content.Source source, Body body, Limits limits, Runnable done, Consumer<Throwable> failed) {
        this.source = source;
        this.body = body;
        this.limits = limits;
        this.done = done;
        this.failed = failed;
    }

    @Override
    public void run() {
        boolean last = false;
        try {
            while (!last) {
                Content.Chunk chunk = source.read();
                if (chunk == null) {
                    source.demand(this);
                    return;
                }
                last = take(chunk);
            }
        } catch (Throwable e) {
            failed.accept(e);
            return;
        }
        done.run();
    }

    private boolean take(Content.Chunk chunk) throws Throwable {
        if (Content.Chunk.isFailure(chunk)) {
            throw chunk.getFailure() instanceof TimeoutException ? tooSlow().asException() : chunk.getFailure();
        }
        try {
            body.add(chunk.getByteBuffer());
            refuseIfSlow();
            return chunk.isLast();
        } finally {
            chunk.release();
        }
    }

    private void refuseIfSlow() {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        if (millis > limits.of(Limit.SLOW_START_MILLIS)
                && body.length() < millis * limits.of(Limit.BYTES_PER_SECOND) / 1000) {
            throw tooSlow().asException();
        }
    }

    private static Problem tooSlow() {
        return Problem.of(408, "REQUEST_TIMEOUT", "The body came too slowly");
    }
}
