package io.actionflow.secrets.app.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many requests were answered, and why others were not. A request was not answered if no instance answered it, each
 * asked once. Safe for use by several threads.
 */
final class Tally {

    private static final int MOST_REASONS = 40;

    private final Absent absent;
    private final Map<String, Long> failures = new TreeMap<>();
    private long runs;
    private long failedOfEditors;
    private long failedOfWorkers;
    private Duration longest = Duration.ZERO;
    private String longestWithout = "nobody";

    Tally(Absent absent) {
        this.absent = absent;
    }

    /** A Run was begun, and its node resolved. */
    synchronized void ran() {
        runs++;
    }

    /** A command has its outcome, this long after it was first sent. */
    synchronized void waited(Duration time) {
        if (time.compareTo(longest) > 0) {
            longest = time;
            longestWithout = absent.inWords();
        }
    }

    synchronized void editorFailed(String why) {
        failedOfEditors++;
        failed("editor: " + why);
    }

    synchronized void workerFailed(String why) {
        failedOfWorkers++;
        failed("worker: " + why);
    }

    private void failed(String why) {
        String reason = why + " (down: " + absent.inWords() + ")";
        boolean hasRoom = failures.size() < MOST_REASONS || failures.containsKey(reason);
        failures.merge(hasRoom ? reason : "others", 1L, Long::sum);
    }

    synchronized long runs() {
        return runs;
    }

    synchronized long failedOfEditors() {
        return failedOfEditors;
    }

    synchronized long failedOfWorkers() {
        return failedOfWorkers;
    }

    /** How long a command waited at most, and who was down when it had its outcome. */
    synchronized String longestWait() {
        return longest.toMillis() + " ms (down: " + longestWithout + ")";
    }

    /** How often by reason. */
    synchronized Map<String, Long> failures() {
        return new TreeMap<>(failures);
    }
}
