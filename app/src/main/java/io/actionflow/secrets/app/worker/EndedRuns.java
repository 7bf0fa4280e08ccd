package io.actionflow.secrets.app.worker;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The Runs that were ended here, so that a token which is found later gives nothing. Bounded: the oldest are forgotten
 * first. No cache: one that keeps what is asked for often would soon take in nothing new. Safe for use by several threads.
 */
final class EndedRuns {

    static final int MOST = 100_000;

    // In the order in which they were ended.
    private final Set<String> ended = new LinkedHashSet<>();

    synchronized void add(String runId) {
        ended.add(runId);
        if (ended.size() > MOST) {
            Iterator<String> oldest = ended.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    synchronized boolean contains(String runId) {
        return ended.contains(runId);
    }
}
