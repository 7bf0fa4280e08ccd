package io.actionflow.secrets.app.cli.audit;

import io.actionflow.secrets.projections.replay.TopicReader;
import java.io.PrintWriter;
import java.util.Locale;

/** Says how far a reading has come: on one line that is written over at a terminal, on a line now and then elsewhere. */
final class ReadProgress implements TopicReader.Progress {

    private static final long AT_TERMINAL_NANOS = 300_000_000L;
    private static final long ELSEWHERE_NANOS = 10_000_000_000L;
    // Back to the line's beginning, and clear it.
    private static final String OVER = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean atTerminal;
    private final long every;
    private final long begun = System.nanoTime();
    private long last = begun;
    private boolean isShown;

    ReadProgress(PrintWriter err, boolean atTerminal) {
        this.err = err;
        this.atTerminal = atTerminal;
        this.every = atTerminal ? AT_TERMINAL_NANOS : ELSEWHERE_NANOS;
    }

    @Override
    public void at(long read, long all) {
        if (System.nanoTime() - last >= every) {
            last = System.nanoTime();
            show(String.format(
                    Locale.ROOT,
                    "read %,d of %,d records, %d %%, %,.0f a second",
                    read,
                    all,
                    all == 0 ? 100 : 100 * read / all,
                    read * 1e9 / (last - begun)));
        }
    }

    private void show(String line) {
        if (atTerminal) {
            err.print(OVER + line);
            isShown = true;
        } else {
            err.println(line);
        }
        err.flush();
    }

    /** Leaves no half line behind. */
    void clear() {
        if (isShown) {
            err.print(OVER);
            err.flush();
            isShown = false;
        }
    }
}
