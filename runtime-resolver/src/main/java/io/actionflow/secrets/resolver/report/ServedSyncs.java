package io.actionflow.secrets.resolver.report;

import io.actionflow.secrets.schemas.record.ServedSync;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Syncs that are to be reported, the latest of each project. Bounded: where there are too many, the oldest are left
 * out, which the freshness of their partitions makes up for. Safe for use by several threads; no call takes long.
 */
final class ServedSyncs {

    private final int most;

    // projectId → its latest Sync, in the order in which they came
    private final Map<String, ServedSync> pending = new LinkedHashMap<>();

    ServedSyncs(int most) {
        this.most = most;
    }

    synchronized void add(ServedSync served) {
        pending.merge(served.projectId(), served, ServedSyncs::later);
        if (pending.size() > most) {
            Iterator<ServedSync> oldest = pending.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Takes out up to so many, the oldest first. */
    synchronized List<ServedSync> take(int count) {
        List<ServedSync> taken = new ArrayList<>(Math.min(count, pending.size()));
        Iterator<ServedSync> oldest = pending.values().iterator();
        while (taken.size() < count && oldest.hasNext()) {
            taken.add(oldest.next());
            oldest.remove();
        }
        return taken;
    }

    synchronized boolean isEmpty() {
        return pending.isEmpty();
    }

    private static ServedSync later(ServedSync one, ServedSync other) {
        return other.sync() > one.sync() ? other : one;
    }
}
