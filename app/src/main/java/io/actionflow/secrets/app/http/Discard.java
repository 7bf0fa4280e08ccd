package io.actionflow.secrets.app.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;

/**
 * Reads on, and throws away, what a sender still has to say after the answer has gone. To close at once would reset the
 * connection, and the answer could be lost with it before the sender has looked. There is an end to that, in bytes and time.
 */
final class Discard implements Runnable {

    private static final long MOST = 64L << 20;

    private final Content.Source source;
    private final long end;
    private final Runnable done;
    private long bytes;

    Discard(Content.Source source, Limits limits, Runnable done) {
        this.source = source;
        this.end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limits.of(Limit.SLOW_START_MILLIS));
        this.done = done;
    }

    @Override
    public void run() {
        while (bytes <= MOST && System.nanoTime() < end) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                break;
            }
            bytes += chunk.remaining();
            boolean last = chunk.isLast();
            chunk.release();
            if (last) {
                break;
            }
        }
        done.run();
    }
}
