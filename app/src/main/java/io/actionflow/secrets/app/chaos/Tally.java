package io.actionflow.secrets.app.chaos;

import java.util.Map;
import java.util.TreeMap;

/** How many requests of workers were done, and why others were not. Safe for use by several threads. */
final class Tally {

    private static final int MOST_REASONS = 20;

    private final Map<String, Long> failures = new TreeMap<>();
    private long done;

    synchronized void done() {
        done++;
    }

    synchronized void failed(String why) {
        failures.merge(failures.size() < MOST_REASONS || failures.containsKey(why) ? why : "others", 1L, Long::sum);
    }

    synchronized long count() {
        return done;
    }

    /** How often by reason. */
    synchronized Map<String, Long> failures() {
        return new TreeMap<>(failures);
    }
}
