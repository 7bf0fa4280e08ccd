package io.actionflow.secrets.app.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one project was promised. The project has one editor, who waits for each outcome before the next command; so every
 * edit must make the secret's next version, every Sync the project's next Sync, and a Run at Sync <i>n</i> must see exactly
 * the values that were in the draft when Sync <i>n</i> was accepted. Safe for use by several threads.
 */
public final class Ledger {

    private final String projectId;
    // secret → its last accepted version, and the number that its value then carried
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, Long> draft = new TreeMap<>();
    private final Map<Long, Map<String, Long>> synced = new HashMap<>();
    private final List<Seen> unjudged = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private long lastSync;
    private long commands;
    private long judged;

    /** What a worker was given in a Run at a Sync. */
    private record Seen(
            long sync, String secretId, @Nullable Long number) {}

    public Ledger(String projectId) {
        this.projectId = projectId;
    }

    /** An edit was accepted that gave the secret the value with this number; {@code version} is what the answer said. */
    public synchronized void edited(String secretId, long number, long version) {
        commands++;
        long expected = versions.getOrDefault(secretId, 0L) + 1;
        if (version != expected) {
            fault(secretId + ": expected version " + expected + " to be accepted, but the answer said " + version
                    + (version > expected ? ": a command was doubled" : ": a command was lost"));
        }
        versions.put(secretId, version);
        draft.put(secretId, number);
    }

    /** Every command of the project's only editor is one that must be accepted; this one was not. */
    public synchronized void notAccepted(String why) {
        fault("a command was not accepted: " + why);
    }

    /** A Sync was accepted. */
    public synchronized void synced(long sync) {
        commands++;
        if (sync != lastSync + 1) {
            fault("expected Sync " + (lastSync + 1) + " to be accepted, but the answer said " + sync);
        }
        lastSync = sync;
        synced.put(sync, Map.copyOf(draft));
        List<Seen> waiting = List.copyOf(unjudged);
        unjudged.clear();
        waiting.forEach(this::judge);
    }

    /** A Run at this Sync was given the value with this number; null for bytes that are no value of ours. */
    public synchronized void resolved(long sync, String secretId, @Nullable Long number) {
        judge(new Seen(sync, secretId, number));
    }

    private void judge(Seen seen) {
        Map<String, Long> promised = synced.get(seen.sync);
        if (promised == null && seen.sync > lastSync) {
            // Served before its editor has read the answer: judged when the answer is there.
            unjudged.add(seen);
            return;
        }
        judged++;
        Long expected = promised == null ? null : promised.get(seen.secretId);
        if (expected == null || !expected.equals(seen.number)) {
            fault(seen.secretId + " at Sync " + seen.sync + ": expected value " + expected + ", but got "
                    + seen.number);
        }
    }

    /** The draft as it stands in the end: version by secret, as the system says. */
    public synchronized void atTheEnd(Map<String, Long> found) {
        if (!found.equals(versions)) {
            fault("expected the versions " + new TreeMap<>(versions) + " in the end, but found "
                    + new TreeMap<>(found));
        }
        unjudged.stream()
                .map(Seen::sync)
                .distinct()
                .forEach(sync -> fault("Runs saw Sync " + sync + ", which nobody was told of"));
    }

    private void fault(String what) {
        faults.add("project " + projectId + ", " + what);
    }

    /** All that was not as promised. */
    public synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** How many commands were accepted. */
    public synchronized long commands() {
        return commands;
    }

    /** How many values were compared with what was promised. */
    public synchronized long judged() {
        return judged;
    }
}
